"""Small charts as SVG: lines over two logarithmic axes, readable in light and dark."""

from __future__ import annotations

import math
from pathlib import Path

Series = dict[str, list[tuple[float, float]]]

_WIDE, _HIGH, _LEFT, _TOP, _RIGHT, _BOTTOM = 760, 420, 70, 50, 130, 50
_COLOURS = ("#2563eb", "#111827", "#dc2626", "#f59e0b", "#059669", "#7c3aed", "#db2777")


def draw(path: Path, title: str, across: str, up: str, series: Series) -> None:
    """Writes the chart; a line for each series, named at its last point."""
    points = [point for line in series.values() for point in line]
    xs, ys = [math.log10(x) for x, _ in points], [math.log10(y) for _, y in points]
    low, high = math.floor(min(ys)), math.ceil(max(ys))

    def place(x: float, y: float) -> tuple[float, float]:
        share_x = (math.log10(x) - min(xs)) / ((max(xs) - min(xs)) or 1)
        share_y = (math.log10(y) - low) / ((high - low) or 1)
        return (
            _LEFT + share_x * (_WIDE - _LEFT - _RIGHT),
            _HIGH - _BOTTOM - share_y * (_HIGH - _TOP - _BOTTOM),
        )

    parts = [_text(_LEFT, 24, title, "start", 16), _text(_LEFT, 42, up, "start")]
    for power in range(low, high + 1):
        left, level = place(10 ** min(xs), 10.0**power)
        parts.append(f'<path d="M{left} {level:.1f}H{_WIDE - _RIGHT}" stroke="#ddd"/>')
        parts.append(_text(left - 8, level + 4, f"{10.0**power:,g}", "end"))
    foot = _HIGH - _BOTTOM + 20
    counts = sorted({x for x, _ in points})
    parts += [_text(place(x, 10.0**low)[0], foot, f"{x:,g}", "middle") for x in counts]
    parts.append(_text((_LEFT + _WIDE - _RIGHT) / 2, _HIGH - 8, across, "middle"))
    names = []
    for (name, line), colour in zip(series.items(), _COLOURS, strict=False):
        spots = [place(x, y) for x, y in sorted(line)]
        way = "L".join(f"{x:.1f} {y:.1f}" for x, y in spots)
        parts.append(f'<path d="M{way}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in spots]
        names.append((spots[-1][1], spots[-1][0], name, colour))
    below = 0.0
    for level, x, name, colour in sorted(names):
        below = max(level + 4, below + 14)
        parts.append(_text(x + 8, below, name, "start", colour=colour))
    head = f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDE} {_HIGH}" '
    head += 'font-family="system-ui, sans-serif"><rect width="100%" height="100%" fill="#fff"/>'
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("\n".join([head, *parts, "</svg>\n"]), encoding="utf-8")


def _text(
    x: float, y: float, text: str, anchor: str, size: int = 12, colour: str = "#111827"
) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" text-anchor="{anchor}" font-size="{size}" fill="{colour}"'
    return f"<text {place}>{text}</text>"
