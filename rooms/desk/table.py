"""The ticket as a state machine: the one table of what may be done with it, when, by whom (TICK-1).

Everything else reads this table: what is decided, what is refused, and docs/tickets.md.
"""

from __future__ import annotations

import enum
from typing import Literal, NamedTuple

from rooms.desk.model import State

Verb = Literal[
    "take",
    "walk_in",
    "ask_callback",
    "reserve",
    "check_in",
    "bring_forward",
    "call",
    "recall",
    "begin",
    "miss",
    "put_back",
    "come_back",
    "park",
    "resume",
    "transfer",
    "redirect",
    "join",
    "step_out",
    "attend",
    "unattend",
    "lose",
    "find",
    "promise",
    "resolve",
    "rate",
    "prioritise",
    "defer",
    "cancel",
    "expire",
]
Kind = Literal[
    "issued",
    "walked_in",
    "callback_asked",
    "reserved",
    "checked_in",
    "brought_forward",
    "called",
    "recalled",
    "begun",
    "missed",
    "put_back",
    "came_back",
    "parked",
    "resumed",
    "transferred",
    "redirected",
    "joined",
    "stepped_out",
    "attended",
    "unattended",
    "lost",
    "found",
    "promised",
    "resolved",
    "rated",
    "prioritised",
    "deferred",
    "cancelled",
    "expired",
]


class Power(enum.Flag):
    """What somebody is to a ticket. One may be several of these."""

    NONE = 0
    OWNER = enum.auto()  # the visitor whose ticket it is
    HOLDER = enum.auto()  # the consultant who has it before them, or parked or promised it
    ABLE = (
        enum.auto()
    )  # a consultant on duty, sitting where its line may be served, with the skills
    LEAD = enum.auto()  # a supervisor
    STAFF = enum.auto()  # anybody of the staff
    OFFICE = enum.auto()  # the office itself: time, hours, presence


class Row(NamedTuple):
    """In one of the states `of` a verb leads to the state `to` ("=": the same), makes an event of a
    kind, and may be done by those who have one of the powers `may`."""

    verb: Verb
    of: tuple[State, ...]
    to: State | Literal["="]
    kind: Kind
    may: Power


_OWNER, _HOLDER, _ABLE = Power.OWNER, Power.HOLDER, Power.ABLE
_LEAD, _STAFF, _OFFICE = Power.LEAD, Power.STAFF, Power.OFFICE

# fmt: off
TABLE: tuple[Row, ...] = (
    # how a ticket begins
    Row("take",          ("new",), "waiting", "issued", _OWNER | _STAFF),
    Row("walk_in",       ("new",), "serving", "walked_in", _STAFF),
    Row("ask_callback",  ("new",), "callback", "callback_asked", _OWNER | _STAFF),
    Row("reserve",       ("new",), "reserved", "reserved", _OWNER | _STAFF),
    # how it comes into line
    Row("check_in",      ("reserved",), "waiting", "checked_in", _OWNER | _ABLE | _LEAD),
    Row("bring_forward", ("callback",), "waiting", "brought_forward", _LEAD | _OFFICE),
    # the call
    Row("call",          ("waiting", "transferred"), "called", "called", _ABLE),
    Row("recall",        ("called",), "called", "recalled", _HOLDER | _OFFICE),
    Row("begin",         ("called",), "serving", "begun", _OWNER | _HOLDER),
    Row("miss",          ("called",), "no_show", "missed", _HOLDER | _OFFICE),
    Row("put_back",      ("called",), "waiting", "put_back", _HOLDER | _OFFICE),
    Row("come_back",     ("no_show",), "waiting", "came_back", _OWNER | _ABLE | _LEAD),
    # at the window
    Row("park",          ("serving", "joint"), "parked", "parked", _HOLDER | _OFFICE),
    Row("resume",        ("parked", "follow_up"), "serving", "resumed", _ABLE),
    Row("transfer",      ("called", "serving", "joint", "parked"), "transferred", "transferred",
                         _HOLDER | _LEAD),
    Row("redirect",      ("waiting", "transferred"), "=", "redirected", _LEAD | _OFFICE),
    Row("join",          ("serving",), "joint", "joined", _HOLDER),
    Row("step_out",      ("joint",), "serving", "stepped_out", _HOLDER | _OFFICE),
    Row("attend",        ("serving", "joint"), "=", "attended", _LEAD),
    Row("unattend",      ("serving", "joint"), "=", "unattended", _LEAD | _OFFICE),
    Row("lose",          ("called", "serving", "joint"), "=", "lost", _OFFICE),
    Row("find",          ("called", "serving", "joint", "parked"), "=", "found", _OFFICE),
    # how it ends
    Row("promise",       ("serving", "joint"), "follow_up", "promised", _HOLDER),
    Row("resolve",       ("serving", "joint", "parked", "follow_up"), "resolved", "resolved",
                         _HOLDER),
    Row("rate",          ("resolved",), "resolved", "rated", _OWNER),
    Row("prioritise",    ("waiting", "transferred"), "=", "prioritised", _ABLE | _LEAD),
    Row("defer",         ("waiting", "transferred", "no_show", "reserved"), "callback", "deferred",
                         _OWNER | _LEAD | _OFFICE),
    Row("cancel",        ("waiting", "transferred", "called", "no_show", "parked", "callback",
                          "reserved", "follow_up"), "cancelled", "cancelled",
                         _OWNER | _HOLDER | _LEAD),
    Row("expire",        ("no_show", "reserved"), "expired", "expired", _OFFICE),
)
# fmt: on

ROWS: dict[tuple[State, Verb], Row] = {(state, row.verb): row for row in TABLE for state in row.of}
"""The same, to look things up."""


def after(row: Row, state: State) -> State:
    """The state that a row leads to from a state."""
    return state if row.to == "=" else row.to


def as_markdown() -> list[str]:
    """The table as docs/tickets.md shows it, line by line."""
    lines = ["| command | in state | becomes | event | who may |", "|---|---|---|---|---|"]
    for row in TABLE:
        who = ", ".join(str(power.name).lower() for power in row.may)
        becomes = "(stays)" if row.to == "=" else row.to
        lines.append(f"| {row.verb} | {', '.join(row.of)} | {becomes} | {row.kind} | {who} |")
    return lines
