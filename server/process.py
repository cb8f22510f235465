"""What the process itself is told before it serves: files, memory, the event loop.

Each is for offices of thousands, and an office runs without any of them.
"""

from __future__ import annotations

import asyncio
import contextlib
import ctypes
import gc
import platform
from collections.abc import Callable, Coroutine

try:
    import uvloop
except ImportError:  # where it has no wheel
    _loop: Callable[[], asyncio.AbstractEventLoop] | None = None
else:
    _loop = uvloop.new_event_loop

# glibc's mallopt: sizes from which memory is mapped anew for each array, and freed memory is given
# back. At the defaults (128 kB) the arrays of a tick of thousands are fresh pages each time, and
# touching those costs more than the sums.
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3
_KEPT_BYTES = 64 << 20

# Objects more than are freed before the collector looks at the young ones. A tick makes and drops
# thousands, none of them in a cycle; at the default (700) it looks dozens of times a tick.
_YOUNG = 50_000


def allow_many_connections() -> None:
    """Each connection is an open file, and the usual limit of those is too low for an office."""
    with contextlib.suppress(ImportError, OSError, ValueError):  # not on Windows
        import resource

        _, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))


def keep_memory() -> None:
    """Asks the allocator to keep what large arrays leave, where it is one that can be asked."""
    if platform.libc_ver()[0] != "glibc":
        return
    with contextlib.suppress(OSError, AttributeError):
        libc = ctypes.CDLL(None)
        libc.mallopt(_M_MMAP_THRESHOLD, _KEPT_BYTES)
        libc.mallopt(_M_TRIM_THRESHOLD, 2 * _KEPT_BYTES)


def settle() -> None:
    """To be called when all that lasts is there, modules and floors: the collector never looks at
    it again."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_YOUNG, *gc.get_threshold()[1:])


def run(main: Coroutine[object, object, None]) -> None:
    """Runs a program on the fastest event loop that is installed: at the same sends uvloop costs
    half as much in Python as asyncio's own."""
    with asyncio.Runner(loop_factory=_loop) as runner:
        runner.run(main)
