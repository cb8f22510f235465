"""Compiles the C programs of this bench, once for each version of their source."""

from __future__ import annotations

import functools
import hashlib
import os
import shutil
import subprocess
import tempfile
from pathlib import Path

SOURCE = Path(__file__).parent / "c"
_PROGRAMS = {
    "load": ("load.c", "walk.c", "stream.c", "product.c", "socketio.c", "colyseus.c"),
    "reference": ("reference.c",),
}
_FLAGS = ("-O2", "-std=gnu17", "-Wall", "-Wextra", "-D_GNU_SOURCE")


class NoCompilerError(Exception):
    """There is no C compiler on this machine; the text says what to do."""


def compiler() -> str:
    """The C compiler's path. Raises NoCompilerError."""
    named = os.environ.get("CC")
    found = next(
        (path for n in (named, "cc", "gcc", "clang") if n and (path := shutil.which(n))), None
    )
    if found is None:
        raise NoCompilerError(
            "this bench needs a C compiler for its load generator: install gcc or clang, or set $CC"
        )
    return found


@functools.cache
def program(name: str) -> Path:
    """The path of a compiled program. Raises NoCompilerError; fails if the source has errors."""
    sources = [SOURCE / file for file in _PROGRAMS[name]]
    digest = hashlib.sha256(repr(_FLAGS).encode())
    for path in sorted(SOURCE.glob("*.[ch]")):
        digest.update(path.read_bytes())
    folder = Path(tempfile.gettempdir()) / f"madoguchi-bench-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    made = folder / f"{name}-{digest.hexdigest()[:16]}"
    if not made.exists():
        fresh = made.with_suffix(f".{os.getpid()}")
        command = [compiler(), *_FLAGS, "-o", str(fresh), *map(str, sources), "-lm"]
        done = subprocess.run(command, capture_output=True, text=True)
        if done.returncode:
            raise RuntimeError(f"{' '.join(command)}\n{done.stderr}")
        fresh.rename(made)
    return made
