"""Session descriptions: what somebody who sends one offers to send. Browsers write them; who wants
to be heard without being allowed to has to write a different one (VOICE-13)."""

from __future__ import annotations

from collections.abc import Iterator

_DIRECTIONS = ("sendrecv", "sendonly", "recvonly", "inactive")


def offers_to_send(sdp: str) -> frozenset[str]:
    """The kinds of media ("audio", "video", "application" for data) that the sender of a session
    description would send. What says nothing about its direction sends (RFC 8866, 6.7)."""
    sent: set[str] = set()
    for kind, port, direction in _sections(sdp):
        # The port of a bundled section may be 0 while it is in use: only "recvonly" and "inactive"
        # are sure to keep silent, and data, which has no direction, a section that is rejected.
        if kind == "application":
            if port != "0":
                sent.add(kind)
        elif direction in ("sendrecv", "sendonly"):
            sent.add(kind)
    return frozenset(sent)


def _sections(sdp: str) -> Iterator[tuple[str, str, str]]:
    """Kind, port and direction of each section. The last direction that a section names counts
    for none: where it names several, it may send if any of them does."""
    session = "sendrecv"
    kind = port = ""
    named: list[str] = []

    def direction() -> str:
        for each in _DIRECTIONS:
            if each in named:
                return each
        return session

    for raw in sdp.splitlines():
        line = raw.strip()
        if line.startswith("m="):
            if kind:
                yield kind, port, direction()
            elif named:
                session = direction()
            kind, port, *_ = [*line[2:].split(), "", ""]
            named = []
        elif line.startswith("a=") and line[2:] in _DIRECTIONS:
            named.append(line[2:])
    if kind:
        yield kind, port, direction()
