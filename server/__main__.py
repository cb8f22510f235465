"""The command line: `madoguchi`, or `python -m server`."""

from __future__ import annotations

import asyncio
import contextlib
import logging
import os
import signal
import sys

from server import process
from server.app import running
from server.settings import Settings, SettingsError, load_settings
from server.store.writer import StoreError


def main() -> None:
    """Runs the office until it is told to stop; a setting that can't be used ends with code 2."""
    try:
        settings = load_settings(sys.argv[1:], os.environ)
    except SettingsError as error:
        sys.exit(_complaint(str(error)))
    logging.basicConfig(
        level=settings.log_level.upper(), format="%(asctime)s %(levelname)s %(name)s: %(message)s"
    )
    process.allow_many_connections()
    process.keep_memory()
    try:
        process.run(_serve(settings))
    except (SettingsError, StoreError) as error:
        sys.exit(_complaint(str(error)))
    except OSError as error:
        sys.exit(_complaint(f"can't listen on {settings.host}:{settings.port}: {error.strerror}"))


def _complaint(text: str) -> int:
    print(f"madoguchi: {text}", file=sys.stderr)
    return 2


async def _serve(settings: Settings) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        with contextlib.suppress(NotImplementedError):  # Windows
            loop.add_signal_handler(number, stop.set)
    async with running(settings) as office:
        shown = "localhost" if office.address in ("127.0.0.1", "0.0.0.0", "::") else office.address
        process.settle()
        print(f"Madoguchi is open at http://{shown}:{office.port}", flush=True)
        await stop.wait()


if __name__ == "__main__":
    main()
