/** Conversation groups: one soft shape on the floor round the feet of those who talk. */

import { outlineOf } from "./hull";
import type { Figure, People } from "./people";
import { ACCENT_RGB, CALM_LINE_RGB, CALM_RGB } from "./theme";
import type { View } from "./view";

/** How far the shape reaches beyond everybody's feet, in tiles. */
const REACH = 0.72;

/** The more of the way to the middle is given to the rounding, the rounder the shape. */
const ROUND = 0.4;
const MOST_ROUND = 1.1; // tiles

/** The floor is seen from above and from the front: circles on it are flat. */
const FLAT = 0.72;

interface Spot {
  x: number;
  y: number;
}

export class Bubbles {
  private readonly groups = new Map<number, Figure[]>();

  /** Paints all groups; the context is `plain` before and after. */
  paint(view: View, people: People, me: number, tile: number): void {
    this.gather(people);
    const mine = people.get(me)?.bubble ?? 0;
    for (const [bubble, members] of this.groups) {
      if (members.length > 1 && isNear(view, members, tile)) {
        paintGroup(view, members, bubble === mine, tile);
      }
    }
    view.plain();
  }

  private gather(people: People): void {
    for (const members of this.groups.values()) members.length = 0;
    for (const figure of people.order) {
      if (figure.bubble === 0) continue;
      const members = this.groups.get(figure.bubble);
      if (members) members.push(figure);
      else this.groups.set(figure.bubble, [figure]);
    }
    for (const [bubble, members] of this.groups) {
      if (members.length === 0) this.groups.delete(bubble);
    }
  }
}

function isNear(view: View, members: readonly Figure[], tile: number): boolean {
  const reach = 7 * tile; // a bubble is never wider than that
  const { x, y } = members[0] as Figure;
  return view.sees(x - reach, y - reach, 2 * reach, 2 * reach);
}

function paintGroup(view: View, members: readonly Figure[], mine: boolean, tile: number): void {
  const { ctx } = view;
  const shown = members.reduce((most, { joined }) => Math.max(most, joined), 0);
  view.onMap();
  ctx.transform(1, 0, 0, FLAT, 0, 0);
  ctx.beginPath();
  const { spots, radius } = shapeOf(members, tile);
  for (const { x, y, from, to } of outlineOf(spots)) ctx.arc(x, y, radius, from, to);
  ctx.closePath();
  view.plain();
  ctx.fillStyle = mine
    ? `rgba(${ACCENT_RGB}, ${0.2 * shown})`
    : `rgba(${CALM_RGB}, ${0.34 * shown})`;
  ctx.fill();
  ctx.lineWidth = (mine ? 2 : 1.25) * view.dpr;
  ctx.strokeStyle = mine
    ? `rgba(${ACCENT_RGB}, ${0.75 * shown})`
    : `rgba(${CALM_LINE_RGB}, ${0.32 * shown})`;
  ctx.stroke();
}

/** The points round which the shape is drawn, and how far. Who is joining pulls from the middle. */
function shapeOf(members: readonly Figure[], tile: number): { spots: Spot[]; radius: number } {
  const middle = middleOf(members);
  let farthest = 0;
  const spots = members.map(({ x, y, joined }) => {
    const part = joined * joined * (3 - 2 * joined);
    const spot = { x: (x - middle.x) * part, y: ((y - middle.y) * part) / FLAT };
    farthest = Math.max(farthest, Math.hypot(spot.x, spot.y));
    return spot;
  });
  const round = Math.min(farthest * ROUND, MOST_ROUND * tile);
  const left = farthest > 0 ? 1 - round / farthest : 1;
  for (const spot of spots) {
    spot.x = middle.x + spot.x * left;
    spot.y = middle.y / FLAT + spot.y * left;
  }
  return { spots, radius: REACH * tile + round };
}

function middleOf(members: readonly Figure[]): Spot {
  let x = 0;
  let y = 0;
  let weight = 0;
  for (const member of members) {
    const part = member.joined + 0.001;
    x += member.x * part;
    y += member.y * part;
    weight += part;
  }
  return { x: x / weight, y: y / weight };
}
