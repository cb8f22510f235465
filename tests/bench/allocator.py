"""Keeps freed memory with the process: arrays of a tick then don't fault in page by page."""

from __future__ import annotations

import ctypes
import ctypes.util

_TRIM_THRESHOLD, _TOP_PAD, _MMAP_THRESHOLD = -1, -2, -3
_LARGE, _PAD = 1 << 30, 64 << 20


def keep_memory() -> bool:
    """Sets it for this process, all candidates alike; False where the C library can't."""
    name = ctypes.util.find_library("c")
    mallopt = getattr(ctypes.CDLL(name), "mallopt", None) if name else None
    if mallopt is None:
        return False
    settings = ((_MMAP_THRESHOLD, _LARGE), (_TRIM_THRESHOLD, _LARGE), (_TOP_PAD, _PAD))
    return all(mallopt(option, value) for option, value in settings)
