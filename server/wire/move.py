"""A `move` as it travels: the one message that is no MessagePack, because it comes ten times a
second from everybody who walks, and is understood for all of them at once (`server/claims.py`).

12 bytes, little-endian: a mark that no MessagePack value begins with, the facing, the low 16 bits
of the epoch, x and y as signed 32-bit integers.
"""

from __future__ import annotations

import struct

import numpy as np

from rooms.crowd import EPOCHS, FACINGS
from server.wire.types import Facing

MARK = 0xC1

BODY = 12  # bytes
HEAD = 2  # bytes of a frame before the mask: final, binary, masked, so many bytes
MASK = 4  # bytes
FRAME = HEAD + MASK + BODY

RECORD = np.dtype(
    [("mark", "<u1"), ("facing", "<u1"), ("epoch", "<u2"), ("x", "<i4"), ("y", "<i4")]
)
assert RECORD.itemsize == BODY

_FRAME_HEAD = bytes([0x82, 0x80 | BODY])
_PACKING = struct.Struct("<BBHii")


def pack(x: int, y: int, facing: Facing, epoch: int) -> bytes:
    """A claim as a client sends it."""
    return _PACKING.pack(MARK, FACINGS.index(facing), epoch % EPOCHS, x, y)


def unpack(message: bytes) -> tuple[int, int, Facing, int]:
    """x, y, facing and the epoch's low bits of a claim."""
    _, facing, epoch, x, y = _PACKING.unpack(message)
    return x, y, FACINGS[facing], epoch


def is_move(message: bytes) -> bool:
    """Whether a whole message is a claim."""
    return len(message) == BODY and message[0] == MARK


def is_masked_move(read: bytes) -> bool:
    """Whether what was read of a socket is just one frame with a claim in it."""
    return (
        len(read) == FRAME
        and read[0] == _FRAME_HEAD[0]
        and read[1] == _FRAME_HEAD[1]
        and read[HEAD] ^ read[HEAD + MASK] == MARK
    )


def masked(message: bytes) -> bytes:
    """A claim as a frame, by the mask that changes nothing."""
    return _FRAME_HEAD + bytes(MASK) + message
