"""The media server that the settings choose, and what else they say about voice."""

from __future__ import annotations

import contextlib
from collections.abc import AsyncIterator
from typing import TYPE_CHECKING

from rooms.media import MediaRules
from rooms.model import PersonId
from server.media.base import MediaError
from server.media.janus.config import JanusOptions
from server.media.janus.engine import Janus
from server.media.turn import IceServer, ice_servers
from server.settings import Settings, SettingsError

if TYPE_CHECKING:
    from server.media.livekit import LiveKit


@contextlib.asynccontextmanager
async def media_server(settings: Settings) -> AsyncIterator[Janus | LiveKit | None]:
    """The media server, until the block ends; None where groups have to do without. Raises
    SettingsError for what can't be used."""
    if settings.turn and not settings.turn_secret:
        raise SettingsError("turn: expected turn_secret with it, the relay's static-auth-secret")
    match settings.media:
        case "janus":
            engine: Janus | LiveKit = Janus(
                JanusOptions(settings.media_ports, settings.media_address)
            )
        case "livekit":
            engine = _livekit(settings)
        case _:
            yield None
            return
    async with contextlib.AsyncExitStack() as stack:
        try:
            await stack.enter_async_context(engine)
        except MediaError as error:
            raise SettingsError(f"media: {error}") from error
        yield engine


def _livekit(settings: Settings) -> LiveKit:
    missing = [
        name
        for name in ("livekit_url", "livekit_key", "livekit_secret")
        if not getattr(settings, name)
    ]
    if missing:
        raise SettingsError(f"media: expected {', '.join(missing)} with livekit")
    try:
        # Only where it is used: its package is an extra.
        from server.media.livekit import LiveKit, LiveKitOptions
    except ImportError:
        raise SettingsError(
            "media: livekit needs a package that is not installed; install madoguchi[livekit]"
        ) from None
    options = LiveKitOptions(settings.livekit_url, settings.livekit_key, settings.livekit_secret)
    return LiveKit(options)


def media_rules(settings: Settings) -> MediaRules:
    """How groups exchange media in this office."""
    return MediaRules(
        mesh_audio=settings.mesh_audio,
        mesh_video=settings.mesh_video,
        server=settings.media != "none",
    )


def ways(settings: Settings, person: PersonId, now_ms: int) -> tuple[IceServer, ...]:
    """What somebody who connects now may ask about their way through the network."""
    return ice_servers(
        settings.turn,
        settings.turn_secret,
        str(person),
        now_ms // 1000,
        settings.turn_seconds,
    )
