"""Paths between files of a map, as pure text: a tileset's image is relative to the tileset."""

from __future__ import annotations

import re

_ROOTED = re.compile(r"/|[A-Za-z]:|[A-Za-z][A-Za-z0-9+.-]*:")


def beside(base: str, path: str) -> str:
    """`path` as seen from the map, when the file `base` (itself seen from the map) names it.

    Both use "/"; a backslash from an old Windows exporter counts as one. A rooted path or a URL
    stays as it is.
    """
    path = path.replace("\\", "/")
    if _ROOTED.match(path):
        return path
    folders = base.replace("\\", "/").split("/")[:-1]
    kept: list[str] = []
    for part in (*folders, *path.split("/")):
        if part == ".." and kept and kept[-1] not in ("..", ""):
            kept.pop()
        elif part not in ("", ".") or (part == "" and not kept and base.startswith("/")):
            kept.append(part)
    return "/".join(kept)
