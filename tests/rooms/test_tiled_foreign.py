"""Maps that others made (see SOURCES.md beside them): each loads, or is refused for its reason.

They lie outside the repository; without them these cases are skipped.
"""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from rooms.tiled import MapError
from server.maps import load_map

ROOT = Path(
    os.environ.get("MADOGUCHI_FOREIGN_MAPS")
    or Path(__file__).resolve().parents[2].parent / "shared" / "maps"
)

REFUSED = {
    "pythonarcade__pytiled_parser/map_tests/hexagonal/map.json": (
        "map.json: the orientation is 'hexagonal', expected 'orthogonal'"
    ),
    "pythonarcade__pytiled_parser/map_tests/json_invalid_tileset/map.json": (
        "map.json: tileset 'tileset.garbage': the ending '.garbage' is none of Tiled's"
    ),
    "pythonarcade__pytiled_parser/map_tests/cross_format_tileset/map.json": (
        "map.json: tileset 'tileset.tsx': is missing"
    ),
    "pythonarcade__pytiled_parser/map_tests/template/map.json": (
        "map.json: layer 'Object Layer 1': tileset 'tile_set_single_image.json': is missing"
    ),
}


def is_map(path: Path) -> bool:
    document = json.loads(path.read_text("utf-8"))
    return isinstance(document, dict) and "layers" in document


MAPS = sorted(
    str(path.relative_to(ROOT)) for path in ROOT.rglob("*.*") if path.suffix in (".json", ".tmj")
)
CASES = [name for name in MAPS if is_map(ROOT / name)] or [
    pytest.param("", marks=pytest.mark.skip(reason=f"no foreign maps in {ROOT}"))
]


@pytest.mark.spec("MAP-1", "MAP-2")
@pytest.mark.parametrize("name", CASES)
def test_foreign_maps_load_or_are_refused_for_their_reason(name: str) -> None:
    if name in REFUSED:
        with pytest.raises(MapError) as caught:
            load_map(ROOT / name)
        assert str(caught.value).startswith(REFUSED[name])
        return
    floor = load_map(ROOT / name)
    assert floor.plan.spawns[""]
    assert not floor.plan.blocked.all()


@pytest.mark.parametrize("encoding", ["b64", "b64_gzip", "b64_zlib", "b64_zstd"])
def test_all_encodings_of_one_map_paint_the_same(encoding: str) -> None:
    base = ROOT / "pythonarcade__pytiled_parser/layer_tests"
    if not base.is_dir():
        pytest.skip(f"no foreign maps in {ROOT}")
    plain = load_map(base / "all_layer_types/map.json").drawing.layers[0]
    packed = load_map(base / encoding / "map.json").drawing.layers[0]
    assert plain.kind == packed.kind == "tiles"
    assert plain.values == packed.values


def test_the_large_office_map_keeps_its_rooms() -> None:
    path = ROOT / "mstock__FOSSGIS-WorkAdventure-Maps/square.json"
    if not path.is_file():
        pytest.skip(f"no foreign maps in {ROOT}")
    plan = load_map(path).plan
    kinds = [zone.kind.value for zone in plan.zones]
    assert kinds == ["exit"] + ["link"] * 6 + ["meeting"] * 2 + ["silent"]
    assert set(plan.spawns) == {"", "start", "start-from-fossgis-update"}
    assert plan.zones[0].target == "fossgis-update.json#start-from-square"


def test_the_furnished_map_blocks_its_walls() -> None:
    path = ROOT / "kevinshen56714__SkyOffice/client/public/assets/map/map.json"
    if not path.is_file():
        pytest.skip(f"no foreign maps in {ROOT}")
    floor = load_map(path)
    sprites = sum(len(layer.sprites) for layer in floor.drawing.layers if layer.kind == "objects")
    assert sprites == 325
    assert 0.1 < floor.plan.blocked.mean() < 0.4
