"""Bar charts as SVG, drawn into docs/performance/."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import TYPE_CHECKING, NamedTuple

from tests.support.office import ROOT

if TYPE_CHECKING:
    from tests.bench.fanout.scenarios import Bench

FOLDER = ROOT / "docs" / "performance"
_COLOURS = ("#2b6cb0", "#dd8a2e")
_WIDTH, _LABEL, _BAR, _GAP, _TOP = 760, 150, 22, 10, 64


class Row(NamedTuple):
    """A bar: its label, and its parts from left to right."""

    label: str
    parts: tuple[float, ...]


def draw(bench: Bench, machine: str) -> None:
    """Draws what was found; a chart of which nothing was measured stays as it is."""
    for (scenario, hz), found in bench.held.items():
        name = f"fanout-{scenario}-{hz:g}hz"
        rows = [Row(candidate, (held.people,)) for candidate, held in found.items()]
        title = f"Clients that one core serves, {scenario}, {hz:g} Hz, p99 ≤ 150 ms"
        _write(name, chart(title, machine, rows, ()))
        costs = [
            Row(candidate, (held.probe.user_us, held.probe.kernel_us))
            for candidate, held in found.items()
            if held.probe is not None
        ]
        title = f"Processor time for each frame, µs, {scenario}, {hz:g} Hz"
        _write(f"{name}-frame", chart(title, machine, costs, ("the server", "the kernel")))


def _write(name: str, svg: str) -> None:
    FOLDER.mkdir(parents=True, exist_ok=True)
    (FOLDER / f"{name}.svg").write_text(svg, encoding="utf-8")


def chart(title: str, note: str, rows: Sequence[Row], legend: Sequence[str]) -> str:
    """A chart of horizontal bars."""
    longest = max((sum(row.parts) for row in rows), default=1) or 1
    scale = (_WIDTH - _LABEL - 90) / longest
    height = _TOP + len(rows) * (_BAR + _GAP) + 34
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {_WIDTH} {height}"'
        f' font-family="sans-serif" font-size="14" role="img" aria-label="{escape(title)}">',
        f'<rect width="{_WIDTH}" height="{height}" fill="#fff"/>',
        _text(12, 24, title, "font-weight='bold'"),
    ]
    for number, word in enumerate(legend):
        x = _LABEL + number * 160
        lines.append(_box(x, 38, 12, 12, _COLOURS[number]))
        lines.append(_text(x + 18, 49, word))
    for number, row in enumerate(rows):
        y, x = _TOP + number * (_BAR + _GAP), float(_LABEL)
        lines.append(_text(_LABEL - 8, y + 16, row.label, "text-anchor='end'"))
        for part, colour in zip(row.parts, _COLOURS, strict=False):
            lines.append(_box(x, y, part * scale, _BAR, colour))
            x += part * scale
        lines.append(_text(x + 6, y + 16, f"{sum(row.parts):,.4g}".replace(".0", "")))
    lines.append(_text(12, height - 12, note, "font-size='11' fill='#555'"))
    return "\n".join([*lines, "</svg>", ""])


def _text(x: float, y: float, text: str, more: str = "") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" {more}>{escape(text)}</text>'


def _box(x: float, y: float, width: float, height: float, colour: str) -> str:
    return f'<rect x="{x:.1f}" y="{y}" width="{width:.1f}" height="{height}" fill="{colour}"/>'
