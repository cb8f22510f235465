"""The Janus that we run: what it opens, what it writes, and how it is kept running."""

from __future__ import annotations

import asyncio
import os
import shutil
import signal
import socket
import stat
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from server.media.base import MediaError, RoomName
from server.media.janus import api, process
from server.media.janus.config import JanusOptions, Secrets, write
from server.media.janus.engine import Janus
from tests.support.debian import needed
from tests.support.office import ROOT
from tests.support.voices import until

ROOM = RoomName("town.room.4.forward")


@pytest.fixture
async def janus() -> AsyncIterator[Janus]:
    needed("janus", "janus")
    async with Janus(JanusOptions()) as running:
        yield running


def listening(pid: int) -> Iterator[str]:
    """The TCP and UDP addresses that a process listens on, as the kernel writes them."""
    inodes = set()
    for descriptor in Path(f"/proc/{pid}/fd").iterdir():
        target = str(descriptor.readlink())
        if target.startswith("socket:["):
            inodes.add(target[8:-1])
    for table in ("tcp", "tcp6", "udp", "udp6"):
        for line in Path(f"/proc/{pid}/net/{table}").read_text().splitlines()[1:]:
            fields = line.split()
            if fields[9] in inodes:
                yield f"{table} {fields[1]}"


@pytest.mark.spec("VOICE-14")
async def test_no_port_is_open_before_somebody_talks(janus: Janus) -> None:
    await janus.ensure(ROOM, "forward")
    assert janus.pid is not None
    assert list(listening(janus.pid)) == []


@pytest.mark.spec("VOICE-14")
async def test_the_way_in_is_a_socket_that_nobody_else_may_reach(janus: Janus) -> None:
    folder = janus._supervisor._folder
    assert stat.S_IMODE(folder.stat().st_mode) == 0o700
    for each in folder.glob("*.jcfg"):
        assert stat.S_IMODE(each.stat().st_mode) == 0o600
    with socket.socket(socket.AF_UNIX) as mine:
        mine.connect(str(folder / "api"))
    with pytest.raises(MediaError, match="Unauthorized"):
        async with api.Api.connected(folder / "api", "a guess"):
            pass


@pytest.mark.spec("VOICE-14")
def test_what_is_written_opens_no_admin_and_records_nothing(tmp_path: Path) -> None:
    options = JanusOptions("30000-30100", "203.0.113.7")
    write(tmp_path, tmp_path / "api", options, Secrets("one", "two"))
    texts = {path.name: path.read_text() for path in tmp_path.iterdir()}
    assert 'rtp_port_range = "30000-30100"' in texts["janus.jcfg"]
    assert 'nat_1_1_mapping = "203.0.113.7"' in texts["janus.jcfg"]
    assert "libjanus_recordplay.so" in texts["janus.jcfg"]
    assert "admin_ws = false" in texts["janus.transport.websockets.jcfg"]
    assert "rec_dir" not in "".join(texts.values())


@pytest.mark.spec("VOICE-14")
async def test_rooms_are_not_recorded_and_nobody_may_begin_to(janus: Janus) -> None:
    await janus.ensure(ROOM, "forward")
    room = janus._rooms[ROOM]
    assert room._control is not None
    listed = await room._control.ask({"request": "list", "admin_key": janus._admin})
    (told,) = listed.data["list"]
    assert told["record"] is False and told["lock_record"] is True
    assert told["is_private"] is True and told["pin_required"] is True


async def test_it_ends_with_the_office_and_leaves_nothing(janus: Janus) -> None:
    folder, pid = janus._supervisor._folder, janus.pid
    await janus.__aexit__()
    assert not folder.exists() and not _state(str(pid))
    assert not await janus.health()


async def test_a_start_that_fails_says_why(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(MediaError, match="not installed"):
        await Janus(JanusOptions()).__aenter__()
    broken = tmp_path / "janus"
    broken.write_text("#!/bin/sh\necho the reason\nexit 3\n")
    broken.chmod(0o755)
    with pytest.raises(MediaError, match=r"ended with 3\n(.*\n)*the reason"):
        await Janus(JanusOptions()).__aenter__()


@pytest.mark.spec("VOICE-12")
async def test_one_that_is_stuck_is_started_again(
    janus: Janus, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(process, "_LOOK_EVERY", 0.2)
    monkeypatch.setattr(api, "ANSWER_SECONDS", 0.5)
    await janus.ensure(ROOM, "forward")
    before = janus.pid
    assert before is not None
    os.kill(before, signal.SIGSTOP)
    await until(lambda: janus.pid not in (None, before))
    assert not _state(str(before))
    await janus.ensure(ROOM, "forward")
    assert await janus.health()


@pytest.mark.spec("VOICE-12")
async def test_each_wait_is_longer_than_the_one_before(
    janus: Janus, monkeypatch: pytest.MonkeyPatch
) -> None:
    waits: list[float] = []
    sleep = asyncio.sleep

    async def counted(seconds: float) -> None:
        if seconds >= process._FIRST_WAIT:
            waits.append(seconds)
            seconds = 0
        await sleep(seconds)

    monkeypatch.setattr(process.asyncio, "sleep", counted)
    for times in range(1, 4):
        pid = janus.pid
        assert pid is not None
        os.kill(pid, signal.SIGKILL)
        async with asyncio.timeout(15):
            while len(waits) < times or janus.pid is None or not await janus.health():
                await sleep(0.02)
    assert waits == [0.1, 0.2, 0.4]


@pytest.mark.skipif(shutil.which("setpriv") is None, reason="needs setpriv, of util-linux")
async def test_it_does_not_outlive_a_killed_office(tmp_path: Path) -> None:
    needed("janus", "janus")
    script = (
        "import asyncio\n"
        "from server.media.janus.config import JanusOptions\n"
        "from server.media.janus.engine import Janus\n"
        "async def main():\n"
        "    async with Janus(JanusOptions()) as janus:\n"
        "        print(janus.pid, janus._supervisor._folder, flush=True)\n"
        "        await asyncio.Event().wait()\n"
        "asyncio.run(main())\n"
    )
    office = await asyncio.create_subprocess_exec(
        sys.executable, "-c", script, stdout=asyncio.subprocess.PIPE, cwd=ROOT
    )
    assert office.stdout is not None
    pid, folder = (await office.stdout.readline()).decode().split()
    office.kill()
    await office.wait()
    await until(lambda: _state(pid) in ("", "Z"))
    shutil.rmtree(folder)


def _state(pid: str) -> str:
    try:
        return Path(f"/proc/{pid}/stat").read_text().split()[2]
    except OSError:
        return ""
