"""Map files on a disk: JSON and XML, what is beside them, broken and huge ones, images."""

from __future__ import annotations

import base64
import json
import zlib
from pathlib import Path

import pytest
import zstandard

from rooms.tiled import MapError
from server import maps
from server.maps import decompress, image_path, image_type, load_map
from tests.support.tiled_maps import (
    PLAIN,
    SHAPED,
    WALL,
    Doc,
    grid,
    objects,
    office,
    rect,
    tile_cells,
    tiles,
    tileset,
)

PNG = b"\x89PNG\r\n\x1a\n" + bytes(20)


def write(path: Path, document: object) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(document), "utf-8")
    return path


def refusal(path: Path) -> str:
    with pytest.raises(MapError) as caught:
        load_map(path)
    return str(caught.value)


def external(source: str) -> Doc:
    return office(tiles(grid((1, 1, WALL))), tilesets=[{"firstgid": 1, "source": source}])


@pytest.mark.spec("MAP-6", "MAP-23")
def test_a_map_with_a_tileset_and_an_image_elsewhere(tmp_path: Path) -> None:
    path = write(tmp_path / "a" / "office.tmj", external("../sets/set.tsj"))
    write(tmp_path / "sets" / "set.tsj", tileset())
    floor = load_map(path)
    assert tile_cells(floor.plan.blocked, 1, 1).all()
    assert "image '../sets/set.png' is missing or no picture" in floor.notes
    (tmp_path / "sets" / "set.png").write_bytes(PNG)
    assert not any("image" in note for note in load_map(path).notes)
    assert image_path(path, floor.drawing.images[0].path) == tmp_path / "sets" / "set.png"


TSX = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE tileset SYSTEM "http://mapeditor.org/dtd/1.0/map.dtd">
<tileset version="1.10" name="set" tilewidth="32" tileheight="32" tilecount="8" columns="4">
 <tileoffset x="0" y="0"/>
 <image source="set.png" trans="ff00ff" width="128" height="64"/>
 <tile id="1"><properties><property name="collides" type="bool" value="true"/></properties></tile>
 <tile id="3">
  <objectgroup draworder="index"><object id="1" x="0" y="0" width="16" height="8"/></objectgroup>
 </tile>
 <tile id="5"><animation><frame tileid="5" duration="100"/><frame tileid="6" duration="100"/>
 </animation></tile>
</tileset>"""


@pytest.mark.spec("MAP-6")
def test_an_xml_tileset(tmp_path: Path) -> None:
    document = office(
        tiles(grid((0, 0, 6), (1, 1, WALL), (2, 1, SHAPED))),
        tilesets=[{"firstgid": 1, "source": "set.tsx"}],
    )
    (tmp_path / "set.tsx").write_text(TSX, "utf-8")
    floor = load_map(write(tmp_path / "office.json", document))
    assert floor.plan.blocked.sum() == 16 + 2
    assert floor.drawing.images[0].transparent == "#ff00ff"
    assert len(floor.drawing.animations) == 1


@pytest.mark.spec("MAP-9")
def test_an_xml_template(tmp_path: Path) -> None:
    (tmp_path / "box.tx").write_text(
        '<template><tileset firstgid="1" source="set.tsx"/>'
        '<object name="Box" gid="2" width="32" height="32"/></template>',
        "utf-8",
    )
    (tmp_path / "set.tsx").write_text(TSX, "utf-8")
    document = office(objects({"id": 1, "template": "box.tx", "x": 32, "y": 64}), tilesets=[])
    plan = load_map(write(tmp_path / "office.json", document)).plan
    assert tile_cells(plan.blocked, 1, 1).all()


@pytest.mark.spec("MAP-1")
@pytest.mark.parametrize("data", ["csv", "base64", "tiles", "chunks"])
def test_an_xml_map_says_the_same(tmp_path: Path, data: str) -> None:
    gids = grid((1, 1, WALL), (3, 2, PLAIN), (0, 0, PLAIN))
    text = ",".join(map(str, gids))
    raw = b"".join(gid.to_bytes(4, "little") for gid in gids)
    packed = base64.b64encode(zlib.compress(raw)).decode()
    body = {
        "csv": f'<data encoding="csv">\n{text}\n</data>',
        "base64": f'<data encoding="base64" compression="zlib">\n {packed}\n</data>',
        "tiles": "<data>" + "".join(f'<tile gid="{gid}"/>' for gid in gids) + "</data>",
        "chunks": '<data encoding="csv"><chunk x="-4" y="0" width="4" height="3">'
        f"{text}</chunk></data>",
    }[data]
    infinite = int(data == "chunks")
    x = -96 if infinite else 32
    (tmp_path / "set.tsx").write_text(TSX, "utf-8")
    path = tmp_path / "office.tmx"
    path.write_text(
        f"""<?xml version="1.0" encoding="UTF-8"?>
<map version="1.10" orientation="orthogonal" width="4" height="3" tilewidth="32" tileheight="32"
 infinite="{infinite}">
 <tileset firstgid="1" source="set.tsx"/>
 <group name="g" visible="1"><layer id="1" name="Floor" width="4" height="3">
  <properties><property name="jitsiRoom" value="tea"/></properties>{body}</layer></group>
 <objectgroup name="Areas" color="#aa0000">
  <object id="1" name="Tea" type="area" x="{x}" y="0" width="32" height="32"><ellipse/></object>
  <object id="2" x="{x}" y="32"><polygon points="0,0 32,0 0,32"/>
   <properties><property name="silent" type="bool" value="true"/></properties></object>
  <object id="3" x="{x}" y="32" width="50" height="9"><text bold="1">Hi</text></object>
 </objectgroup>
 <imagelayer name="Sky"><image source="sky.png" width="5" height="6"/></imagelayer>
</map>""",
        "utf-8",
    )
    floor = load_map(path)
    assert (floor.plan.columns, floor.plan.rows) == (4, 3)
    assert tile_cells(floor.plan.blocked, 1, 1).all()
    assert [zone.kind.value for zone in floor.plan.zones] == ["meeting", "area", "silent"]
    assert floor.plan.zones[2].mask[4, 4]
    assert [layer.kind for layer in floor.drawing.layers] == ["tiles", "objects", "image"]


@pytest.mark.spec("MAP-2", "MAP-22")
@pytest.mark.parametrize(
    ("raw", "reason"),
    [
        (b"", "is not JSON"),
        (b"{", "is not JSON"),
        (b"[]", "is not a JSON object"),
        (b"\xff\xfe{\0}\0", "is not UTF-8"),
        (b'{"width": ' + b"9" * 5000 + b"}", "is not JSON"),
        (b"[" * 200_000, "is nested too deep"),
        (b"<map", "broken XML"),
        (b"<html/>", "XML with the root <html>"),
        (b'<!DOCTYPE a [<!ENTITY b "c">]><map>&b;</map>', "entities"),
        (b"<map>" + b"<group>" * 5000 + b"</group>" * 5000 + b"</map>", "more than 32 deep"),
    ],
)
def test_broken_files_are_refused(tmp_path: Path, raw: bytes, reason: str) -> None:
    path = tmp_path / "office.tmj"
    path.write_bytes(raw)
    said = refusal(path)
    assert said.startswith("office.tmj: ")
    assert reason in said


def test_a_byte_order_mark_does_no_harm(tmp_path: Path) -> None:
    path = tmp_path / "office.tmj"
    path.write_text(json.dumps(office(tiles([PLAIN] * 12))), "utf-8-sig")
    assert load_map(path).plan.columns == 4


@pytest.mark.spec("MAP-2")
def test_no_file_at_all(tmp_path: Path) -> None:
    assert refusal(tmp_path / "gone.tmj") == "gone.tmj: is missing"
    (tmp_path / "folder.tmj").mkdir()
    assert refusal(tmp_path / "folder.tmj") == "folder.tmj: is no file"
    assert "is none of Tiled's" in refusal(tmp_path / "map.ldtk")


@pytest.mark.spec("MAP-6")
def test_tilesets_that_cannot_be_read(tmp_path: Path) -> None:
    path = write(tmp_path / "office.tmj", external("set.garbage"))
    assert refusal(path).startswith("office.tmj: tileset 'set.garbage': the ending '.garbage'")
    write(path, external("set.tsj"))
    assert refusal(path) == "office.tmj: tileset 'set.tsj': is missing"
    (tmp_path / "set.tsj").write_bytes(b"{")
    assert refusal(path).startswith("office.tmj: tileset 'set.tsj': is not JSON")
    write(path, external("a\0.tsj"))
    assert refusal(path).startswith("office.tmj: tileset ")


@pytest.mark.spec("MAP-22")
def test_a_huge_file_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(maps, "MAX_FILE_BYTES", 100)
    path = write(tmp_path / "office.tmj", office(tiles([PLAIN] * 12)))
    assert "is larger than" in refusal(path)


@pytest.mark.spec("MAP-22")
@pytest.mark.parametrize("kind", ["zlib", "gzip", "zstd"])
def test_data_that_unpacks_without_end_is_refused(kind: str) -> None:
    bomb = bytes(maps.MAX_DATA_BYTES + 4)
    packed = zstandard.ZstdCompressor().compress(bomb) if kind == "zstd" else zlib.compress(bomb)
    with pytest.raises(ValueError, match="more than"):
        decompress(kind, packed)


@pytest.mark.spec("MAP-22")
def test_a_zstd_frame_that_hides_its_size_is_limited_too() -> None:
    compressor = zstandard.ZstdCompressor(write_content_size=False).compressobj()
    packed = compressor.compress(bytes(maps.MAX_DATA_BYTES + 4)) + compressor.flush()
    with pytest.raises(ValueError, match=r"\w"):
        decompress("zstd", packed)
    compressor = zstandard.ZstdCompressor(write_content_size=False).compressobj()
    packed = compressor.compress(b"abcd") + compressor.flush()
    assert decompress("zstd", packed) == b"abcd"


@pytest.mark.spec("MAP-23")
@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (PNG, "image/png"),
        (b"\xff\xd8\xff\xe0" + bytes(12), "image/jpeg"),
        (b"GIF89a" + bytes(10), "image/gif"),
        (b"RIFF\1\2\3\4WEBPVP8 ", "image/webp"),
        (b"BM\x10\0\0\0\0\0\0\0\x36\0\0\0\0\0", "image/bmp"),
        (b"<svg xmlns='http", None),
        (b"root:x:0:0:root:", None),
        (b"", None),
    ],
)
def test_pictures_are_known_by_their_first_bytes(head: bytes, kind: str | None) -> None:
    assert image_type(head) == kind


@pytest.mark.spec("MAP-23")
def test_only_pictures_by_relative_paths_are_given_out(tmp_path: Path) -> None:
    path = tmp_path / "maps" / "office.tmj"
    path.parent.mkdir()
    for name in ("a.png", "maps/b.png"):
        (tmp_path / name).write_bytes(PNG)
    (tmp_path / "maps" / "fake.png").write_text("secret")
    (tmp_path / "maps" / "loop.png").symlink_to("loop.png")
    assert image_path(path, "b.png") == tmp_path / "maps" / "b.png"
    assert image_path(path, "../a.png") == tmp_path / "a.png"
    for wrong in (
        "",
        "fake.png",
        "loop.png",
        "gone.png",
        ".",
        "a\0b",
        "http://x/a.png",
        "C:/a.png",
    ):
        assert image_path(path, wrong) is None
    assert image_path(path, str(tmp_path / "a.png")) is None


def test_a_shape_in_an_area_object_of_a_file(tmp_path: Path) -> None:
    box = rect(0, 0, 32, 32, type="meeting", name="Tea")
    floor = load_map(write(tmp_path / "office.tmj", office(objects(box))))
    assert [zone.name for zone in floor.plan.zones] == ["Tea"]
