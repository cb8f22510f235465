"""That the load generator and a real office understand each other. Nothing here is about time."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.bench.fanout.build import NoCompilerError, compiler
from tests.bench.fanout.candidates import CANDIDATES, Load
from tests.bench.fanout.floor import CROWD
from tests.bench.fanout.generator import Generator

try:
    compiler()
except NoCompilerError as missing:
    pytest.skip(str(missing), allow_module_level=True)


@pytest.mark.parametrize("name", ["product", "c"])
def test_people_of_the_load_walk_and_see_each_other_walk(name: str, tmp_path: Path) -> None:
    load = Load(50, CROWD, 20)
    with CANDIDATES[name].running(load, tmp_path) as running, Generator(running, load) as generator:
        generator.clients(50)
        probe = generator.probe(2)
    assert probe.lost == 0 and probe.put_back == 0, probe
    assert probe.clients == 50 and probe.frames > 0
    assert probe.delivered > 0, "nobody found a claim of somebody else in a frame"
    assert "ERROR" not in running.process.text()
