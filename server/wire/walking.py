"""The part of wire.gen.ts that packs `move` and unpacks the cells of `moved`: the same as `move.py`
and `cells.py` do, which a test holds to the same golden frames."""

from __future__ import annotations

from rooms.crowd import CELL, FACINGS, SEATS
from server.wire.cells import MOST_CELLS, WORD
from server.wire.move import BODY, MARK

_SEAT_BITS = SEATS.bit_length() - 1
_PLACE_BITS = CELL.bit_length() - 1

TYPESCRIPT = f"""\
const FACINGS: readonly Facing[] = [{", ".join(f'"{facing}"' for facing in FACINGS)}];

/** A `move` as it travels. */
export function encodeMove({{ x, y, facing, epoch }}: Move): Uint8Array<ArrayBuffer> {{
  const bytes = new Uint8Array({BODY});
  const view = new DataView(bytes.buffer);
  view.setUint8(0, {MARK:#x});
  view.setUint8(1, FACINGS.indexOf(facing));
  view.setUint16(2, epoch, true); // its low bits
  view.setInt32(4, x, true);
  view.setInt32(8, y, true);
  return bytes;
}}

/** Calls back for each person of a `moved` on a floor with so many cells in a row. */
export function readCells(
  cells: Uint8Array,
  columns: number,
  each: (seat: number, x: number, y: number, facing: Facing) => void,
): void {{
  const view = new DataView(cells.buffer, cells.byteOffset, cells.byteLength);
  for (let at = 0; at < cells.byteLength; at += {WORD}) {{
    const head = view.getUint32(at, true);
    const left = ((head % {MOST_CELLS}) % columns) * {CELL};
    const top = Math.floor((head % {MOST_CELLS}) / columns) * {CELL};
    for (let count = head >>> 16; count > 0; count -= 1) {{
      at += {WORD};
      const word = view.getUint32(at, true);
      const facing = FACINGS[(word >>> {_SEAT_BITS}) & {len(FACINGS) - 1}] as Facing;
      const x = left + ((word >>> 16) & {CELL - 1});
      each(word & {SEATS - 1}, x, top + (word >>> {16 + _PLACE_BITS}), facing);
    }}
  }}
}}"""
