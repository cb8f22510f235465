"""The documents say what is so: settings, links, commands and examples are tried."""

from __future__ import annotations

import re
import struct
from dataclasses import fields
from pathlib import Path

import pytest

from server.settings import Settings
from server.wire.move import pack
from tests.golden import make_frames
from tests.screenshots.first_minute import KEPT
from tests.screenshots.picture import SCREENS
from tests.support.office import ROOT

PAGES = sorted([ROOT / "README.md", ROOT / "CHANGELOG.md", *(ROOT / "docs").glob("*.md")])
_LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
_IMAGE = re.compile(r'<img [^>]*src="([^"]+)"')
_CODE = re.compile(r"```(\w*)\n(.*?)```", re.DOTALL)


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_links_lead_somewhere(page: Path) -> None:
    text = page.read_text("utf-8")
    targets = [t for t in _LINK.findall(text) + _IMAGE.findall(text) if "://" not in t]
    missing = [target for target in targets if not (page.parent / target).exists()]
    assert not missing


def test_the_first_minute_shows_all_its_pictures() -> None:
    shown = _pictures(ROOT / "docs" / "first-minute.md")
    kept = {f"first-{step}-{kind}.png" for step, kinds in KEPT.items() for kind in kinds}
    assert shown == kept == {path.name for path in SCREENS.glob("first-*.png")}


def _pictures(page: Path) -> set[str]:
    text = page.read_text("utf-8")
    return {Path(t).name for t in _LINK.findall(text) + _IMAGE.findall(text) if t.endswith(".png")}


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.name)
def test_no_merge_left_its_marks(page: Path) -> None:
    assert not re.search(r"^(<{7} |={7}$|>{7} )", page.read_text("utf-8"), re.MULTILINE)


def test_every_setting_is_described_with_its_default() -> None:
    text = (ROOT / "docs" / "operations.md").read_text("utf-8")
    for setting in fields(Settings):
        if "help" in setting.metadata:
            default = "none" if setting.default in ((), "") else f"`{setting.default}`"
            assert f"| `{setting.name}` | {default} |" in text


async def test_the_bot_example_runs(url: str) -> None:
    text = (ROOT / "docs" / "bots.md").read_text("utf-8")
    example = next(code for kind, code in _CODE.findall(text) if kind == "python")
    example = example.replace("http://localhost:8080", url).replace("asyncio.run(main())", "")
    names: dict[str, object] = {}
    exec(example, names)
    await names["main"]()  # type: ignore[operator]


def test_the_bytes_for_other_languages_are_what_the_server_speaks() -> None:
    text = (ROOT / "docs" / "bots.md").read_text("utf-8")
    _, packing, reading = (code for kind, code in _CODE.findall(text) if kind == "python")
    claim = {"struct": struct, "facing": "w", "epoch": 70000, "x": -5, "y": 9}
    assert eval(packing, claim) == pack(-5, 9, "w", 70000)
    names: dict[str, object] = {"struct": struct, "cells": make_frames.CELLS}
    exec(reading, names | {"snapshot": {"columns": make_frames.COLUMNS}}, names)
    assert names["standing"] == list(make_frames.STANDING)


def test_ci_does_what_the_readme_says() -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    script = (ROOT / ".ci" / "run").read_text("utf-8")
    commands = [line for line in script.splitlines() if line.startswith(("python3", ".venv"))]
    assert commands
    assert " && ".join(commands) in readme


@pytest.mark.parametrize("package", ["rooms", "server"])
def test_the_design_names_every_module(package: str) -> None:
    text = (ROOT / "docs" / "design.md").read_text("utf-8")
    stems = {path.stem for path in (ROOT / package).glob("*.py")} - {"__init__"}
    assert not {stem for stem in stems if f"`{stem}`" not in text}
