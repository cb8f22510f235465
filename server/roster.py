"""Who is connected: at most one session a person, and the sockets on which nobody is yet."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from rooms.model import PersonId
from server.circles import Circles
from server.metrics import Metrics
from server.session import Joining, Present, Session
from server.wire.close import Close


class Seat(NamedTuple):
    """A session with the state that says whose it is."""

    session: Session
    here: Present


class Roster:
    """The sessions of an office."""

    def __init__(self, metrics: Metrics, circles: Circles) -> None:
        self._metrics = metrics
        self._circles = circles
        self._seats: dict[PersonId, Seat] = {}
        self._lanes: dict[int, PersonId] = {}
        self._joining: dict[Session, Joining] = {}

    def joined(self, session: Session) -> None:
        """A socket is open; nobody is on it yet."""
        assert isinstance(session.state, Joining)
        self._joining[session] = session.state
        self._metrics.connections.inc()

    def seat(self, session: Session, here: Present) -> None:
        """Somebody is on it now. A former session of theirs is none any more."""
        self._joining.pop(session, None)
        self._seats[here.person] = Seat(session, here)
        self._lanes[here.lane] = here.person
        session.state = here
        self._circles.admit(here, session)

    def ending(self, session: Session) -> None:
        """Nothing may be sent on a connection any more."""
        if isinstance(session.state, Present):
            self._circles.dismiss(session.state)

    def left(self, session: Session) -> PersonId | None:
        """The connection is closed. Returns whose it was, if they have no other."""
        self._metrics.connections.dec()
        self._joining.pop(session, None)
        self.ending(session)
        here = session.state
        if not isinstance(here, Present):
            return None
        seat = self._seats.get(here.person)
        if seat is None or seat.session is not session:
            return None
        del self._seats[here.person], self._lanes[here.lane]
        return here.person

    def present(self, person: PersonId) -> Seat | None:
        """A person's session, if they are connected."""
        seat = self._seats.get(person)
        return seat if seat is not None and seat.session.closed_with is None else None

    def in_lanes(self, lanes: Iterable[int]) -> list[Seat]:
        """Those who claim in these lanes and are connected."""
        people = (self._lanes[lane] for lane in lanes if lane in self._lanes)
        seats = (self.present(person) for person in people)
        return [seat for seat in seats if seat is not None]

    def seats(self) -> list[Seat]:
        """All who are connected. Who is being shown out is not, even if they dawdle."""
        return [seat for seat in self._seats.values() if seat.session.closed_with is None]

    def waiting(self) -> list[tuple[Session, Joining]]:
        """The sockets on which nobody is yet."""
        return list(self._joining.items())

    def post(self, people: Iterable[PersonId] | None, piece: bytes) -> None:
        """Puts an encoded event into the mail of these people, where they are connected."""
        for person in people or ():
            seat = self.present(person)
            if seat is not None:
                seat.here.post(piece)

    def end(self, session: Session, why: Close) -> None:
        """Closes a connection with a code."""
        if session.closed_with is None:
            self._metrics.closes.labels(why.name).inc()
        session.close(why)

    def end_all(self, why: Close) -> None:
        """Closes every connection."""
        for session in [*self._joining, *(seat.session for seat in self.seats())]:
            self.end(session, why)
