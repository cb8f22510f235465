"""MessagePack in and out: the only place that turns bytes into messages and back."""

from __future__ import annotations

from collections.abc import Sequence

import msgspec

from server.wire.messages import AnyCommand, Event, Move, Packed
from server.wire.move import pack

_encoder = msgspec.msgpack.Encoder()
_decoder: msgspec.msgpack.Decoder[Packed] = msgspec.msgpack.Decoder(Packed)


class MalformedFrameError(ValueError):
    """A frame that can't be read. The text names the field and what was expected there."""


def encode_command(command: AnyCommand) -> bytes:
    """A command as a client sends it."""
    if isinstance(command, Move):
        return pack(command.x, command.y, command.facing, command.epoch)
    return _encoder.encode(command)


def decode_command(frame: bytes) -> Packed:
    """The command in a client's frame, which is no move. Raises MalformedFrameError, and nothing
    else."""
    try:
        return _decoder.decode(frame)
    except (msgspec.MsgspecError, UnicodeDecodeError) as error:
        raise MalformedFrameError(str(error)) from None
    except RecursionError:
        raise MalformedFrameError("Nested too deep") from None


def command_kind(command: AnyCommand) -> str:
    """The word by which a command travels, such as "move"."""
    return str(command.__struct_config__.tag)


def encode(event: Event) -> bytes:
    """One event, as a piece to be put into a batch."""
    return _encoder.encode(event)


def encode_part(part: msgspec.Struct | Sequence[msgspec.Struct]) -> bytes:
    """A part of an event, to be put into a `Raw` of one."""
    return _encoder.encode(part)


def batch(pieces: Sequence[bytes]) -> bytes:
    """A server's frame: the MessagePack array of encoded events, without encoding them again."""
    count = len(pieces)
    if count < 16:
        head = bytes([0x90 | count])
    elif count < 1 << 16:
        head = b"\xdc" + count.to_bytes(2, "big")
    else:
        head = b"\xdd" + count.to_bytes(4, "big")
    return head + b"".join(pieces)
