"""Where the files lie that come with the product: in the installed package or in a checkout."""

from __future__ import annotations

from pathlib import Path

_HERE = Path(__file__).resolve().parent
_SHIPPED = _HERE / "_shipped"


def shipped_assets() -> Path:
    """The folder of the sample town, icons and other art."""
    return _SHIPPED / "assets" if _SHIPPED.is_dir() else _HERE.parent / "assets"


def built_client() -> Path:
    """The folder of the built web client."""
    return _SHIPPED / "client" if _SHIPPED.is_dir() else _HERE.parent / "client_web" / "dist"
