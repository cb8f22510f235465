"""The one way to change the desk: a command and a moment give events, or a refusal.

`decide` looks and changes nothing. What it returns is to be stored, then given to `Desk.apply`,
then told; whoever does that handles one command at a time, so that two who call the same ticket
come one after the other (TICK-11).
"""

from __future__ import annotations

from typing import assert_never

from rooms.desk import commands, windows
from rooms.desk.acting import act, call_next
from rooms.desk.events import ClockSet, Event, Fact, Outcome, Refused
from rooms.desk.model import By, Ms, Seq
from rooms.desk.passing import passed
from rooms.desk.state import Desk
from rooms.desk.taking import take


def decide(desk: Desk, command: commands.Command, by: By, now: Ms, key: str = "") -> Outcome:
    """What a command leads to. `now` is by the wall clock. Under the same key (of the same person)
    a command is done once, and answered with `Again` after that (TICK-10)."""
    again = desk.done(by, key)
    if again is not None:
        return again
    facts = _facts(desk, command, by, now)
    if isinstance(facts, Refused):
        return facts
    return tuple(
        Event(Seq(seq), now, by, key, fact) for seq, fact in enumerate(facts, desk.seq + 1)
    )


def _facts(desk: Desk, command: commands.Command, by: By, now: Ms) -> list[Fact] | Refused:
    match command:
        case commands.Take():
            return take(desk, command, by, now)
        case commands.CallNext():
            return call_next(desk, by, now)
        case commands.Act():
            return act(desk, command, by, now)
        case commands.SetWindow():
            return windows.set_window(desk, command, by, now)
        case commands.RemoveWindow():
            return windows.remove_window(desk, command, by, now)
        case commands.TurnWindow():
            return windows.turn_window(desk, command, by, now)
        case commands.SetStaff():
            return windows.set_staff(desk, command, by, now)
        case commands.Sit():
            return windows.sit(desk, command, by, now)
        case commands.SetClock(by_ms):
            return [ClockSet(by_ms)] if by.kind == "office" else Refused("not_allowed")
        case commands.Pass():
            return passed(desk, now) if by.kind == "office" else Refused("not_allowed")
        case _:
            assert_never(command)
