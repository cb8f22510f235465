/** Times as people say them: a clock, another zone's clock, how long something goes on. Pure. */

/** "14:05", as the language writes it; undefined `zone` is this browser's own. */
export function clock(at: number, language: string, zone?: string): string {
  return new Intl.DateTimeFormat(language, {
    hour: "2-digit",
    minute: "2-digit",
    hourCycle: "h23",
    ...(zone ? { timeZone: zone } : {}),
  }).format(at);
}

export const isZone = (zone: string): boolean => {
  if (zone === "") return false;
  try {
    new Intl.DateTimeFormat("en", { timeZone: zone });
    return true;
  } catch {
    return false;
  }
};

export const ownZone = (): string => new Intl.DateTimeFormat().resolvedOptions().timeZone ?? "";

/** How far a zone's clock is ahead of UTC at a time, in minutes. */
function offset(at: number, zone: string): number {
  const parts = new Intl.DateTimeFormat("en-US", {
    timeZone: zone,
    hourCycle: "h23",
    year: "numeric",
    month: "numeric",
    day: "numeric",
    hour: "numeric",
    minute: "numeric",
    second: "numeric",
  }).formatToParts(at);
  const read = (type: string) => Number(parts.find((part) => part.type === type)?.value);
  const there = Date.UTC(
    read("year"),
    read("month") - 1,
    read("day"),
    read("hour"),
    read("minute"),
    read("second"),
  );
  return Math.round((there - at) / 60_000);
}

/** How many minutes `zone` is ahead of `own`; negative if it is behind. */
export const minutesAhead = (at: number, zone: string, own: string): number =>
  offset(at, zone) - offset(at, own);

/** From now to the next full half hour after so many minutes: an end of the day in one choice. */
export function minutesUntil(now: number, hour: number): number {
  const end = new Date(now);
  end.setHours(hour, 0, 0, 0);
  return Math.ceil((end.getTime() - now) / 60_000);
}
