"""Reads map files for `rooms.tiled`: JSON, XML, compressed data, and where images really are."""

from __future__ import annotations

import dataclasses
import json
import re
import zlib
from collections.abc import Mapping
from pathlib import Path

import zstandard

from rooms.tiled import ImportedFloor, MapError, import_map
from rooms.tiled.errors import MAX_TILES
from rooms.tiled.tsx import from_xml

MAX_FILE_BYTES = 64 * 1024 * 1024
"""No map, tileset or template is larger than this."""

MAX_DATA_BYTES = MAX_TILES * 4
"""No layer's data is larger than this when it is unpacked."""

JSON_ENDINGS = frozenset({".tmj", ".tsj", ".tj", ".json"})
XML_ENDINGS = frozenset({".tmx", ".tsx", ".tx", ".xml"})

_ELSEWHERE = re.compile(r"/|[A-Za-z][A-Za-z0-9+.-]*:")  # rooted, a drive or a URL


def load_map(path: Path) -> ImportedFloor:
    """The floor of a map file (.tmj, .json or .tmx) with the files beside it.

    Blocks on the disk and may take seconds for a huge map. Images need not exist: each missing
    one is a note. Raises MapError, naming file, layer and reason, for whatever can't be read.
    """
    try:
        document = _document(path)
    except ValueError as error:
        raise MapError(path.name, "", str(error)) from error

    def read(relative: str) -> Mapping[str, object]:
        return _document(path.parent / relative)

    floor = import_map(document, source=path.name, read=read, decompress=decompress)
    missing = [
        f"image '{image.path}' is missing or no picture"
        for image in floor.drawing.images
        if image_path(path, image.path) is None
    ]
    return dataclasses.replace(floor, notes=(*floor.notes, *dict.fromkeys(missing)))


def _document(path: Path) -> dict[str, object]:
    """A JSON or XML file of Tiled's. ValueError, with the reason as text, where it is neither."""
    ending = path.suffix.casefold()
    if ending not in JSON_ENDINGS | XML_ENDINGS:
        raise ValueError(f"the ending '{ending}' is none of Tiled's (JSON or XML)")
    try:
        if not path.exists():
            raise ValueError("is missing")
        if not path.is_file():
            raise ValueError("is no file")
        with path.open("rb") as file:
            raw = file.read(MAX_FILE_BYTES + 1)
    except OSError as error:
        raise ValueError(f"can't be read ({error.strerror or error})") from error
    if len(raw) > MAX_FILE_BYTES:
        raise ValueError(f"is larger than {MAX_FILE_BYTES >> 20} MiB")
    try:
        text = raw.decode("utf-8-sig")  # a byte order mark does no harm
    except UnicodeDecodeError as error:
        raise ValueError(f"is not UTF-8 (byte {error.start})") from error
    if text.lstrip()[:1] == "<":
        return from_xml(text)
    try:
        document = json.loads(text)
    except RecursionError as error:
        raise ValueError("is nested too deep") from error
    except ValueError as error:
        raise ValueError(f"is not JSON ({error})") from error
    if not isinstance(document, dict):
        raise ValueError("is not a JSON object")
    return document


def decompress(kind: str, data: bytes) -> bytes:
    """Layer data unpacked; `kind` is "zlib", "gzip" or "zstd".

    Raises ValueError for broken or truncated data, and for more than MAX_DATA_BYTES.
    """
    if kind == "zstd":
        return _zstd(data)
    unpacker = zlib.decompressobj(wbits=47)  # finds out by itself which of the two it is
    try:
        unpacked = unpacker.decompress(data, MAX_DATA_BYTES + 1)
    except zlib.error as error:
        raise ValueError(str(error)) from error
    if len(unpacked) > MAX_DATA_BYTES:
        raise ValueError(f"more than {MAX_DATA_BYTES} bytes unpacked")
    if not unpacker.eof:
        raise ValueError("truncated")
    return unpacked


def _zstd(data: bytes) -> bytes:
    try:
        # The size in the header is trusted by the library, so it has to be looked at first.
        if zstandard.frame_content_size(data) > MAX_DATA_BYTES:
            raise ValueError(f"more than {MAX_DATA_BYTES} bytes unpacked")
        return zstandard.ZstdDecompressor(max_window_size=1 << 27).decompress(
            data, max_output_size=MAX_DATA_BYTES
        )
    except zstandard.ZstdError as error:
        raise ValueError(str(error)) from error


def image_type(head: bytes) -> str | None:
    """The media type of a picture by its first 16 bytes; None if it is none that a floor shows.

    SVG is none of them: it can hold scripts.
    """
    if head.startswith(b"\x89PNG\r\n\x1a\n"):
        return "image/png"
    if head.startswith(b"\xff\xd8\xff"):
        return "image/jpeg"
    if head.startswith((b"GIF87a", b"GIF89a")):
        return "image/gif"
    if head.startswith(b"RIFF") and head[8:12] == b"WEBP":
        return "image/webp"
    if head.startswith(b"BM") and len(head) >= 14 and head[6:10] == b"\0\0\0\0":
        return "image/bmp"
    return None


def image_path(map_path: Path, relative: str) -> Path | None:
    """Where an image of a map really is, by its path from the map file; None if it is nowhere.

    Only a file that begins like a picture counts, and only by a relative path: whatever else a
    map names, nobody can fetch it.
    """
    if not relative or "\0" in relative or _ELSEWHERE.match(relative):
        return None
    try:
        found = (map_path.parent / relative).resolve()
        if not found.is_file():
            return None
        with found.open("rb") as file:
            return found if image_type(file.read(16)) else None
    except (OSError, RuntimeError):  # RuntimeError: symbolic links that go round (Python 3.11)
        return None
