/** The line icons, drawn here so that nothing has to be fetched. Always beside a label. */

const PATHS = {
  people:
    "M9 11a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7Zm-6 9c0-3.3 2.7-6 6-6s6 2.7 6 6M16 4.5a3.3 3.3 0 0 1 0 6.3M17.5 14.4c2.1.8 3.5 2.9 3.5 5.6",
  chat: "M20 12c0 4-3.6 7-8 7-1.2 0-2.4-.2-3.4-.6L4 20l1.3-3.6C4.5 15.1 4 13.6 4 12c0-4 3.6-7 8-7s8 3 8 7Z",
  leave: "M14 4H6v16h8M10 12h11m-4-4 4 4-4 4",
  close: "M6 6l12 12M18 6 6 18",
  plus: "M12 5v14M5 12h14",
  minus: "M5 12h14",
  map: "M9 5 3 7.5v12L9 17l6 2.5 6-2.5V5l-6 2.5L9 5Zm0 0v12m6-9.5v12",
  locate: "M12 8a4 4 0 1 0 0 8 4 4 0 0 0 0-8Zm0-5v4m0 10v4m9-9h-4M7 12H3",
  walk: "M13 5.2a1.7 1.7 0 1 0 0-3.4 1.7 1.7 0 0 0 0 3.4ZM9 22l2.5-7L9 12.5 10.5 8 13 7.5 15 11l3 1M14 22l-1-5-2-2M10.5 8 7 10v4",
  moon: "M20 14.5A8 8 0 0 1 9.5 4 8 8 0 1 0 20 14.5Z",
  send: "M4 12 20 4l-5 16-3.5-6.5L4 12Zm7.5 1.5L20 4",
  down: "M6 9l6 6 6-6",
  check: "M5 12.5 10 17.5 19 7",
  shuffle:
    "M4 7h3c5 0 5 10 10 10h3m-3-3 3 3-3 3M4 17h3c1.7 0 2.8-1.1 3.7-2.6M20 7h-3c-1.7 0-2.8 1.1-3.7 2.6M17 4l3 3-3 3",
  pin: "M12 21s7-6.3 7-11.5A7 7 0 0 0 5 9.5C5 14.7 12 21 12 21Zm0-9a2.5 2.5 0 1 0 0-5 2.5 2.5 0 0 0 0 5Z",
  lock: "M6 11h12v9H6v-9Zm2.5 0V8a3.5 3.5 0 0 1 7 0v3",
} as const;

export type IconName = keyof typeof PATHS;

export function Icon({ name }: { name: IconName }) {
  return (
    <svg
      viewBox="0 0 24 24"
      width="20"
      height="20"
      fill="none"
      stroke="currentColor"
      stroke-width="1.8"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
