"""Relays for those whose networks let no direct connection through: credentials that end by
themselves, as coturn's `use-auth-secret` checks them. The relay and this server share a secret and
never talk to each other."""

from __future__ import annotations

import base64
import hashlib
import hmac
from collections.abc import Sequence
from typing import NamedTuple


class IceServer(NamedTuple):
    """What a browser needs to ask a server about its way through the network."""

    urls: tuple[str, ...]
    username: str = ""
    credential: str = ""


def credentials(secret: str, who: str, until: int) -> tuple[str, str]:
    """Name and password for a relay, good until a moment in seconds since 1970 (VOICE-10).

    SHA-1 is what the relays expect; as a keyed hash it still holds. `who` can be read by everybody
    on the way, so it is a number and no name.
    """
    username = f"{until}:{who}"
    digest = hmac.new(secret.encode(), username.encode(), hashlib.sha1).digest()
    return username, base64.b64encode(digest).decode()


def ice_servers(
    turn: Sequence[str], secret: str, who: str, now: int, seconds: int
) -> tuple[IceServer, ...]:
    """What to give to somebody who connects now. None without a relay: on one network browsers find
    each other, and nobody else's server is asked."""
    if not turn:
        return ()
    username, credential = credentials(secret, who, now + seconds)
    # A relay also tells a browser its public address, which may be all that is missing.
    finders = dict.fromkeys(
        "stun:" + url.split(":", 1)[1].split("?", 1)[0] for url in turn if url.startswith("turn:")
    )
    relays = IceServer(tuple(turn), username, credential)
    return (IceServer(tuple(finders)), relays) if finders else (relays,)
