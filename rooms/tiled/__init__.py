"""Tiled maps → floor plans and drawings. Pure: files and decompression are the caller's."""

from rooms.tiled.errors import MapError
from rooms.tiled.importer import ImportedFloor, import_map

__all__ = ["ImportedFloor", "MapError", "import_map"]
