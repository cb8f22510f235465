"""Figures of the windows, counted from events and nothing else (COUNT).

Events are kept as columns of whole numbers, four to an event, so that a million of them are counted
at once. No column says which consultant it was: of a person nothing can be asked.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable
from dataclasses import dataclass, fields
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from rooms.arrays import Flags, Ints
from rooms.desk.events import Began, ClockSet, Event, Stepped
from rooms.desk.model import Ms, WindowId
from rooms.desk.table import Kind

GROUP = 5
"""Of fewer tickets than this nothing is told."""

_KINDS: tuple[Kind, ...] = get_args(Kind)
_CODE = {kind: code for code, kind in enumerate(_KINDS)}
_WIDTH = 4
_NEVER = np.iinfo(np.int64).max


@dataclass(frozen=True, slots=True)
class Figures:
    """What is told of a group of tickets. Waits are in seconds; shares are of all tickets, that of
    the missed of those called. None where fewer than five would be spoken of."""

    tickets: int | None
    called: int | None
    wait_p50: float | None
    wait_p90: float | None
    abandoned: float | None
    transferred: float | None
    missed: float | None
    ratings: int | None
    satisfaction: float | None


class Log:
    """The events of tickets as columns: when, what, which ticket, and a window or a rating."""

    def __init__(self) -> None:
        self._cells = array("q")
        self._offset = 0

    def __len__(self) -> int:
        return len(self._cells) // _WIDTH

    def hear(self, event: Event) -> None:
        """One event more."""
        fact = event.fact
        at = event.at - self._offset
        if type(fact) is Stepped:
            self._cells.extend((at, _CODE[fact.kind], fact.ticket, fact.value))
        elif type(fact) is Began:
            self._cells.extend((at, _CODE[fact.kind], fact.ticket, fact.window))
        elif type(fact) is ClockSet:
            self._offset += fact.by_ms

    def extend(self, cells: Iterable[int]) -> None:
        """Events as they are stored: their cells, in order."""
        self._cells.extend(cells)

    def columns(self) -> tuple[Ints, Ints, Ints, Ints]:
        """When, what, which ticket, and the window or rating. A copy: the log may go on."""
        table = np.array(self._cells, np.int64).reshape(-1, _WIDTH).T
        at, kind, ticket, value = table
        return at, kind, ticket, value


class Statistics:
    """All tickets of a log, each as one row: what it came to."""

    def __init__(self, log: Log) -> None:
        at, kind, ticket, value = log.columns()
        size = int(ticket.max()) + 1 if len(ticket) else 1

        def first(*kinds: Kind) -> Ints:
            return _first(at, ticket, np.isin(kind, [_CODE[k] for k in kinds]), size)

        self.entered = first("issued", "checked_in", "brought_forward")
        self.called = first("called")
        self.missed = first("missed") < _NEVER
        self.transferred = first("transferred") < _NEVER
        gave_up = first("cancelled", "deferred", "expired")
        self.abandoned = (gave_up < _NEVER) & (self.called == _NEVER)
        self.window = np.zeros(size, np.int64)
        began = np.isin(kind, [_CODE[k] for k in _BEGINNINGS])
        self.window[ticket[began]] = value[began]
        self.rating = np.zeros(size, np.int64)
        rated = kind == _CODE["rated"]
        self.rating[ticket[rated]] = value[rated]

    def windows(self) -> list[WindowId]:
        """Those that any ticket was of."""
        return [WindowId(int(w)) for w in np.unique(self.window[self.window > 0])]

    def figures(
        self, since: Ms | None = None, until: Ms | None = None, window: WindowId | None = None
    ) -> Figures:
        """The figures of the tickets that came into line in a time, at one window or at all."""
        group = self.entered < _NEVER
        if since is not None:
            group &= self.entered >= since
        if until is not None:
            group &= self.entered < until
        if window is not None:
            group &= self.window == window
        called = group & (self.called < _NEVER)
        waits = np.maximum(0, self.called[called] - self.entered[called]) / 1000
        rated = group & (self.rating > 0)
        everybody, some, faces = (int(which.sum()) for which in (group, called, rated))
        return Figures(
            tickets=_told(everybody, everybody),
            called=_told(some, some),
            wait_p50=_quantile(waits, 0.5),
            wait_p90=_quantile(waits, 0.9),
            abandoned=_share(group & self.abandoned, everybody),
            transferred=_share(group & self.transferred, everybody),
            missed=_share(called & self.missed, some),
            ratings=_told(faces, faces),
            satisfaction=float(self.rating[rated].mean()) if faces >= GROUP else None,
        )


_BEGINNINGS: tuple[Kind, ...] = ("issued", "walked_in", "callback_asked", "reserved")


def as_csv(rows: Iterable[tuple[str, Figures]]) -> str:
    """Figures as a table for others' programs: one row a group, empty where nothing is told."""
    names = [field.name for field in fields(Figures)]
    lines = [",".join(["group", *names])]
    for group, figures in rows:
        values = (getattr(figures, name) for name in names)
        quoted = '"' + group.replace('"', '""') + '"'
        lines.append(",".join([quoted, *("" if v is None else f"{v:g}" for v in values)]))
    return "\r\n".join(lines) + "\r\n"


def _first(at: Ints, ticket: Ints, which: Flags, size: int) -> Ints:
    """When each ticket's first event of some kinds was."""
    found = np.full(size, _NEVER)
    # The last of what is assigned stays, so that the order is turned.
    found[ticket[which][::-1]] = at[which][::-1]
    return found


def _told(value: int, group: int) -> int | None:
    return value if group >= GROUP else None


def _quantile(values: NDArray[np.float64], share: float) -> float | None:
    return float(np.quantile(values, share)) if len(values) >= GROUP else None


def _share(which: Flags, group: int) -> float | None:
    return float(which.sum()) / group if group >= GROUP else None
