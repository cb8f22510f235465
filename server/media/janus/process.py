"""The Janus that we run: started, watched, and started again when it is gone or stuck."""

from __future__ import annotations

import asyncio
import collections
import contextlib
import logging
import secrets
import shutil
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from server.media.base import ANSWER_SECONDS, MediaError
from server.media.janus import config
from server.media.janus.api import Api

log = logging.getLogger(__name__)

_START_SECONDS = 10.0  # how long it may take until it answers
_LOOK_EVERY = 5.0  # seconds between two questions whether it still does
_TRY_EVERY = 0.02  # while it starts
_FIRST_WAIT = 0.1  # before it is started again; doubled each time
_LONGEST_WAIT = 30.0
_STEADY = 60.0  # who ran for so long is not in trouble
_LAST_WORDS = 20  # lines that are logged when it ends


class Supervisor:
    """Keeps a Janus running. `up` is awaited with each new connection and the key for making rooms;
    `down` is called when it is lost."""

    def __init__(
        self,
        options: config.JanusOptions,
        up: Callable[[Api, str], Awaitable[None]],
        down: Callable[[], None],
    ) -> None:
        self._options = options
        self._up = up
        self._down = down
        self._program = ""
        self._folder = Path()
        self._process: asyncio.subprocess.Process | None = None
        self._chore: asyncio.Task[None] | None = None
        self._words: collections.deque[str] = collections.deque(maxlen=_LAST_WORDS)

    @property
    def pid(self) -> int | None:
        """The process that runs now."""
        return None if self._process is None else self._process.pid

    async def start(self) -> None:
        """Starts it, and returns when it answers. Raises MediaError."""
        found = shutil.which("janus")
        if found is None:
            raise MediaError("janus is not installed; Debian has it as the package janus")
        self._program = found
        # Not in the data folder: the path of a socket has to be short.
        self._folder = Path(await asyncio.to_thread(tempfile.mkdtemp, prefix="madoguchi-janus-"))
        first = asyncio.get_running_loop().create_future()
        self._chore = asyncio.create_task(self._keep(first))
        try:
            await first
        except BaseException:
            await self.stop()
            raise

    async def stop(self) -> None:
        """Ends it."""
        if self._chore is not None:
            self._chore.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._chore
        await asyncio.to_thread(shutil.rmtree, self._folder, ignore_errors=True)

    async def _keep(self, first: asyncio.Future[None]) -> None:
        loop = asyncio.get_running_loop()
        wait = _FIRST_WAIT
        while True:
            began = loop.time()
            try:
                await self._run(first)
            except (MediaError, OSError) as error:
                if not first.done():
                    first.set_exception(MediaError(f"{error}\n{self._said()}"))
                    return
                log.error("%s", error)
            log.error("Janus ended; its last words:\n%s", self._said())
            wait = _FIRST_WAIT if loop.time() - began > _STEADY else wait
            await asyncio.sleep(wait)
            wait = min(2 * wait, _LONGEST_WAIT)

    async def _run(self, first: asyncio.Future[None]) -> None:
        """One life of it. Raises MediaError or OSError if it did not even begin."""
        keys = config.Secrets(secrets.token_urlsafe(24), secrets.token_urlsafe(24))
        socket = self._folder / "api"
        socket.unlink(missing_ok=True)
        main = config.write(self._folder, socket, self._options, keys)
        process = self._process = await asyncio.create_subprocess_exec(
            *_tied_to_us(),
            self._program,
            "--configs-folder",
            str(self._folder),
            "--config",
            str(main),
            "--disable-colors",
            stdin=asyncio.subprocess.DEVNULL,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        listener = asyncio.create_task(self._listen(process))
        try:
            await _answers(process, socket)
            async with Api.connected(socket, keys.api) as api:
                try:
                    await self._up(api, keys.admin)
                    if not first.done():
                        first.set_result(None)
                    await _until_lost(api)
                finally:
                    self._down()
        finally:
            if process.returncode is None:
                process.kill()
            await process.wait()
            self._process = None
            await listener

    async def _listen(self, process: asyncio.subprocess.Process) -> None:
        assert process.stdout is not None
        async for line in process.stdout:
            text = line.decode(errors="replace").rstrip()
            self._words.append(text)
            log.debug("janus: %s", text)

    def _said(self) -> str:
        return "\n".join(self._words)


def _tied_to_us() -> tuple[str, ...]:
    """A Janus that outlives a killed office would serve nobody: where util-linux is, the kernel
    ends it with us."""
    setpriv = shutil.which("setpriv")
    return () if setpriv is None else (setpriv, "--pdeathsig", "KILL", "--")


async def _answers(process: asyncio.subprocess.Process, socket: Path) -> None:
    """Returns when the socket can be connected to."""
    try:
        async with asyncio.timeout(_START_SECONDS):
            while True:
                try:
                    _, writer = await asyncio.open_unix_connection(socket)
                except OSError:
                    if process.returncode is not None:
                        raise MediaError(f"Janus ended with {process.returncode}") from None
                    await asyncio.sleep(_TRY_EVERY)
                else:
                    writer.close()
                    return
    except TimeoutError:
        raise MediaError(f"Janus did not answer within {_START_SECONDS:.0f} s") from None


async def _until_lost(api: Api) -> None:
    """Returns when the connection is lost, or Janus is stuck."""
    while not api.lost.is_set():
        try:
            async with asyncio.timeout(_LOOK_EVERY):
                await api.lost.wait()
        except TimeoutError:
            try:
                await api.keep_alive()
            except MediaError:
                log.error("Janus has not answered for %.0f s", ANSWER_SECONDS)
                return
