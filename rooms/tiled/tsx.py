"""Tiled's XML (TSX tilesets, TX templates, TMX maps) → the shape of the JSON formats."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from xml.etree import ElementTree

from rooms.tiled.errors import MAX_DEPTH

_TEXTS = frozenset(
    {"name", "source", "type", "class", "template", "fontfamily", "orientation", "version"}
    | {"encoding", "compression", "draworder", "objectalignment", "tiledversion", "renderorder"}
    | {"halign", "valign", "color", "tintcolor", "backgroundcolor", "trans", "propertytype"}
)
_LAYERS = {
    "layer": "tilelayer",
    "objectgroup": "objectgroup",
    "imagelayer": "imagelayer",
    "group": "group",
}

Document = dict[str, object]


def from_xml(text: str) -> Document:
    """The document of an XML file as the JSON format would have it.

    Values are not checked: that is the importer's work. Raises ValueError, with the reason as
    text, for broken XML, for XML that is none of Tiled's and for one that declares entities.
    """
    if "<!ENTITY" in text:
        raise ValueError("XML with entities is not read")
    try:
        root = ElementTree.fromstring(text)
    except ElementTree.ParseError as error:
        raise ValueError(f"broken XML ({error})") from error
    readers: Mapping[str, Callable[[ElementTree.Element], Document]] = {
        "tileset": _tileset,
        "template": _template,
        "map": _map,
    }
    if root.tag not in readers:
        raise ValueError(
            f"XML with the root <{root.tag[:40]}>, expected a map, tileset or template"
        )
    return {"type": root.tag, **readers[root.tag](root)}


def _value(key: str, text: str) -> object:
    if key in _TEXTS:
        return text
    try:
        return int(text)
    except ValueError:
        pass
    try:
        return float(text)
    except ValueError:
        return text


def _attributes(element: ElementTree.Element) -> Document:
    found = {key: _value(key, text) for key, text in element.attrib.items()}
    properties = element.find("properties")
    if properties is not None:
        found["properties"] = [_property(each) for each in properties.findall("property")]
    return found


def _property(element: ElementTree.Element) -> Document:
    kind = element.get("type", "string")
    text = element.get("value", element.text or "")
    value: object = text
    if kind == "bool":
        value = text == "true"
    elif kind in ("int", "float", "object"):
        value = _value("", text)
    return {"name": element.get("name"), "type": kind, "value": value}


def _image(holder: ElementTree.Element) -> Document:
    image = holder.find("image")
    if image is None:
        return {}
    found: Document = {"image": image.get("source")}
    for key, name in (("width", "imagewidth"), ("height", "imageheight")):
        if key in image.attrib:
            found[name] = _value(key, image.attrib[key])
    if image.get("trans"):
        found["transparentcolor"] = image.get("trans")
    return found


def _tileset(element: ElementTree.Element) -> Document:
    found = {**_attributes(element), **_image(element)}
    offset = element.find("tileoffset")
    if offset is not None:
        found["tileoffset"] = _attributes(offset)
    found["tiles"] = [_tile(each) for each in element.findall("tile")]
    return found


def _tile(element: ElementTree.Element) -> Document:
    found = {**_attributes(element), **_image(element)}
    shapes = element.find("objectgroup")
    if shapes is not None:
        found["objectgroup"] = _objects(shapes)
    frames = element.find("animation")
    if frames is not None:
        found["animation"] = [_attributes(each) for each in frames.findall("frame")]
    return found


def _objects(element: ElementTree.Element) -> Document:
    return {
        **_attributes(element),
        "objects": [_object(each) for each in element.findall("object")],
    }


def _object(element: ElementTree.Element) -> Document:
    found = _attributes(element)
    for key in ("polygon", "polyline"):
        shape = element.find(key)
        if shape is not None:
            found[key] = [_corner(pair) for pair in shape.get("points", "").split()]
    for key in ("ellipse", "point"):
        if element.find(key) is not None:
            found[key] = True
    text = element.find("text")
    if text is not None:
        found["text"] = {**_attributes(text), "text": text.text or ""}
    return found


def _corner(pair: str) -> Document:
    x, _, y = pair.partition(",")
    return {"x": _value("x", x), "y": _value("y", y)}


def _template(element: ElementTree.Element) -> Document:
    found: Document = {}
    held, tileset = element.find("object"), element.find("tileset")
    if held is not None:
        found["object"] = _object(held)
    if tileset is not None:
        found["tileset"] = _tileset(tileset)
    return found


def _map(element: ElementTree.Element) -> Document:
    return {
        **_attributes(element),
        "tilesets": [_tileset(each) for each in element.findall("tileset")],
        "layers": _layers(element, 0),
    }


def _layers(holder: ElementTree.Element, depth: int) -> list[Document]:
    if depth > MAX_DEPTH + 1:
        raise ValueError(f"groups stand more than {MAX_DEPTH} deep")
    return [_layer(each, depth) for each in holder if each.tag in _LAYERS]


def _layer(element: ElementTree.Element, depth: int) -> Document:
    found = {**_attributes(element), **_image(element)}
    if element.tag == "group":
        found["layers"] = _layers(element, depth + 1)
    elif element.tag == "objectgroup":
        found |= _objects(element)
    elif element.tag == "layer":
        data = element.find("data")
        if data is not None:
            found |= {key: data.get(key) for key in ("encoding", "compression")}
            if data.find("chunk") is not None:
                found["chunks"] = [
                    {**_attributes(each), "data": _data(each, found["encoding"])}
                    for each in data.findall("chunk")
                ]
            else:
                found["data"] = _data(data, found["encoding"])
    # An object group's `color` and the like are only for the editor.
    return {**found, "type": _LAYERS[element.tag]}


def _data(element: ElementTree.Element, encoding: object) -> object:
    """Texts as they are; the oldest shape has one element for each tile."""
    if encoding:
        return element.text or ""
    return [_value("gid", tile.get("gid", "0")) for tile in element.findall("tile")]
