"""Decodes the data of tile layers: lists, csv texts, base64 with or without compression."""

from __future__ import annotations

import binascii
from collections.abc import Callable

import numpy as np
from numpy.typing import NDArray

from rooms.tiled.errors import shown
from rooms.tiled.fields import Fields

Gids = NDArray[np.uint32]
Decompress = Callable[[str, bytes], bytes]
"""(kind, data) → the data unpacked; kind is "zlib", "gzip" or "zstd". ValueError if it can't."""

_UNSIGNED = 1 << 32


def decode(fields: Fields, decompress: Decompress, encoding: object, compression: object) -> Gids:
    """The global tile ids in `data` of a layer or chunk.

    Raises MapError for an unknown encoding or compression and for broken or missing data.
    """
    data = fields.data.get("data")
    if encoding not in (None, "", "csv", "base64"):
        raise fields.error(f"unknown encoding {shown(encoding)}, expected csv or base64")
    if isinstance(data, list | tuple):
        gids = _whole_numbers(fields, data)
    elif not isinstance(data, str):
        raise fields.error("no data" if data is None else f"data is {shown(data)}")
    elif encoding == "csv":
        gids = _csv(fields, data)
    else:  # the first versions wrote base64 without naming it
        gids = _base64(fields, data, compression, decompress)
    return gids


def _whole_numbers(fields: Fields, data: object) -> Gids:
    try:
        values = np.asarray(data)
    except (ValueError, OverflowError, TypeError) as error:
        raise fields.error("data is not a list of tile ids") from error
    if values.size == 0:
        return np.zeros(0, np.uint32)
    if values.ndim == 1 and values.dtype.kind == "f":
        # Some exporters write 1.0; anything else than a whole number is broken.
        if not (np.isfinite(values).all() and (np.abs(values) < _UNSIGNED).all()):
            raise fields.error("data is not a list of tile ids")
        floats, values = values, values.astype(np.int64)
        if (floats != values).any():
            raise fields.error("data is not a list of tile ids")
    if values.ndim != 1 or values.dtype.kind not in "iu":
        raise fields.error("data is not a list of tile ids")
    if values.min() < -_UNSIGNED // 2 or values.max() >= _UNSIGNED:
        raise fields.error("data has a tile id that is no 32-bit number")
    # A gid with the top bit (flipped) may have been written as a signed number.
    return values.astype(np.int64).astype(np.uint32)


def _csv(fields: Fields, text: str) -> Gids:
    try:
        numbers = [int(part) for part in text.replace("\n", ",").split(",") if part.strip()]
    except ValueError as error:
        raise fields.error("data is not a list of tile ids") from error
    return _whole_numbers(fields, numbers)


def _base64(fields: Fields, text: str, compression: object, decompress: Decompress) -> Gids:
    if compression not in (None, "", "none", "zlib", "gzip", "zstd"):
        raise fields.error(
            f"unknown compression {shown(compression)}, expected zlib, gzip, zstd or none"
        )
    try:
        packed = binascii.a2b_base64("".join(text.split()).encode("ascii"), strict_mode=True)
    except ValueError as error:
        raise fields.error(f"broken base64 ({error})") from error
    if compression in ("zlib", "gzip", "zstd"):
        try:
            raw = decompress(str(compression), packed)
        except ValueError as error:
            raise fields.error(f"broken {compression} data ({error})") from error
    else:
        raw = packed
    if len(raw) % 4:
        raise fields.error(f"{len(raw)} bytes of data, expected four for each tile")
    return np.frombuffer(raw, "<u4").astype(np.uint32)


def fitted(fields: Fields, gids: Gids, columns: int, rows: int) -> Gids:
    """The ids as rows × columns. Whole rows of nothing at the end may be too many."""
    expected = columns * rows
    surplus = gids[expected:]
    if len(gids) < expected or (surplus.size and (len(gids) % columns or surplus.any())):
        raise fields.error(f"{len(gids)} tiles of data, expected {expected}")
    return gids[:expected].reshape(rows, columns)
