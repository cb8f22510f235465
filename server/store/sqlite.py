"""The durable store on SQLite: the one door to all of its parts.

Each part has its methods and its SQL in a file of its own. Times are in ms since 1970. What answers
by callback does so on the event loop after the commit, in the order of the questions; only looking
back at much of the chat lets others pass.
"""

from __future__ import annotations

from pathlib import Path

from server.store.chat import ChatLog
from server.store.looking import Looking
from server.store.mine import Mine
from server.store.notes import Notes
from server.store.passes import Passes
from server.store.people import People
from server.store.places import Places
from server.store.schema import prepare
from server.store.writer import StoreError, Writer

FILE = "madoguchi.db"


class SqliteStore(People, Places, ChatLog, Looking, Notes, Passes, Mine):
    """The store in one file of the data folder. Open it with `start`, close it with `stop`."""

    def __init__(self, folder: Path) -> None:
        try:
            folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise StoreError(f"{folder}: can't be used as the data folder: {error}") from None
        self._writer = Writer(folder / FILE, prepare)

    async def start(self) -> None:
        """Opens the file, making or migrating it if need be. Raises StoreError."""
        await self._writer.start()

    async def stop(self) -> None:
        """Writes what is waiting and closes the file."""
        if self._emptying is not None:
            self._emptying.cancel()  # the last connection to close empties the log by itself
            self._emptying = None
        await self._writer.stop()
