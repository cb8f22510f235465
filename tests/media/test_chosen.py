"""What the settings choose: engine, rules and relays; and what is said of half a choice."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from rooms.media import MediaRules
from rooms.model import PersonId
from server.media.chosen import media_rules, media_server, ways
from server.media.janus.engine import Janus
from server.media.livekit import LiveKit
from server.settings import Settings, SettingsError
from tests.support.debian import needed
from tests.support.livekit_fake import KEY, SECRET, FakeLiveKit
from tests.support.office import ROOT, OfficeProcess, office

LIVEKIT = {"livekit_url": "http://127.0.0.1:1", "livekit_key": KEY, "livekit_secret": SECRET}


async def refusal(**settings: str | tuple[str, ...]) -> str:
    with pytest.raises(SettingsError) as refused:
        async with media_server(replace(Settings(), **settings)):
            pass
    return str(refused.value)


async def test_without_a_word_there_is_no_media_server_and_nobody_is_asked() -> None:
    async with media_server(Settings()) as server:
        assert server is None
    assert media_rules(Settings()) == MediaRules()
    assert ways(Settings(), PersonId(7), 1000) == ()


async def test_a_livekit_is_connected() -> None:
    async with FakeLiveKit() as fake:
        settings = replace(Settings(media="livekit"), **{**LIVEKIT, "livekit_url": fake.url})
        async with media_server(settings) as server:
            assert isinstance(server, LiveKit) and await server.health()
        assert media_rules(settings).server


@pytest.mark.spec("OPS-2")
async def test_half_a_choice_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    assert "turn_secret" in await refusal(turn=("turn:relay.example:3478",))
    for missing in LIVEKIT:
        others = {name: value for name, value in LIVEKIT.items() if name != missing}
        assert f"expected {missing} with livekit" in await refusal(media="livekit", **others)
    monkeypatch.setenv("PATH", "")
    assert "janus is not installed" in await refusal(media="janus")
    monkeypatch.setitem(sys.modules, "server.media.livekit", None)
    assert "install madoguchi[livekit]" in await refusal(media="livekit", **LIVEKIT)


def test_relays_are_for_a_person_and_for_a_while() -> None:
    settings = replace(Settings(turn=("turn:r:1",), turn_secret="s", turn_seconds=60))
    _, relay = ways(settings, PersonId(7), 1_000_999)
    assert relay.username == "1060:7"


@pytest.mark.spec("VOICE-3")
def test_the_limits_are_the_operators() -> None:
    settings = Settings(mesh_audio=9, mesh_video=2, media="janus")
    assert media_rules(settings) == MediaRules(mesh_audio=9, mesh_video=2, server=True)


@pytest.mark.spec("VOICE-12")
async def test_an_office_runs_its_janus(tmp_path: Path) -> None:
    needed("janus", "janus")
    async with office(tmp_path, media="janus") as (running, _):
        assert isinstance(running.media, Janus) and await running.media.health()
        pid = running.media.pid
    assert not _is_running(pid)


@pytest.mark.spec("VOICE-12")
def test_the_program_ends_its_janus_when_it_is_told_to_end(tmp_path: Path) -> None:
    needed("janus", "janus")
    with OfficeProcess(tmp_path, "--media", "janus") as process:
        children = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text().split()
        (pid,) = [int(child) for child in children]
        assert _is_running(pid)
    assert not _is_running(pid)


@pytest.mark.spec("OPS-2")
def test_the_program_says_that_janus_is_missing(tmp_path: Path) -> None:
    ended = subprocess.run(
        [sys.executable, "-m", "server", "--data", str(tmp_path / "data"), "--media", "janus"],
        cwd=ROOT,
        env={**os.environ, "PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert ended.returncode == 2
    assert "media: janus is not installed" in ended.stderr
    assert "Traceback" not in ended.stderr


def _is_running(pid: int | None) -> bool:
    return Path(f"/proc/{pid}/exe").exists()
