"""What a screen reader is told of a page: Chromium's accessibility tree."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from playwright.async_api import CDPSession, Page

Named = str | re.Pattern[str]

_SPOKEN = {"polite", "assertive"}


@dataclass(frozen=True, slots=True)
class Node:
    """One object of the tree. `states` are its properties, such as focused, level or pressed."""

    id: str
    parent: str
    role: str
    name: str
    value: str
    ignored: bool
    states: dict[str, Any]

    def is_called(self, name: Named) -> bool:
        """Whether that is the whole name, or the pattern is found in it."""
        return self.name == name if isinstance(name, str) else bool(name.search(self.name))

    def __str__(self) -> str:
        return f"{self.role} {self.name!r}"


class Tree:
    """The tree as it was when it was read."""

    def __init__(self, nodes: list[dict[str, Any]]) -> None:
        raw = {node["nodeId"]: node for node in nodes}
        self._nodes: dict[str, Node] = {}
        waiting = [nodes[0]["nodeId"]]
        while waiting:
            id = waiting.pop()
            if id in raw:
                self._nodes[id] = _node(raw[id])
                waiting += reversed(raw[id].get("childIds", ()))

    @property
    def shown(self) -> list[Node]:
        """All that a screen reader may come to, in the order of the page."""
        return [node for node in self._nodes.values() if not node.ignored]

    def all(self, role: str, name: Named = re.compile("")) -> list[Node]:
        """Everything of a role and a name."""
        return [node for node in self.shown if node.role == role and node.is_called(name)]

    def one(self, role: str, name: Named = re.compile("")) -> Node:
        """The only one of a role and a name."""
        found = self.all(role, name)
        alike = [str(node) for node in self.shown if node.role == role]
        assert len(found) == 1, f"{len(found)} of {role} {name!r} among {alike}"
        return found[0]

    def focused(self) -> Node:
        """What has the focus; the page itself where nothing in it has."""
        having = [node for node in self._nodes.values() if node.states.get("focused") is True]
        return having[-1]

    def above(self, node: Node) -> Iterator[Node]:
        """What a node is in, from the inside."""
        while (parent := self._nodes.get(node.parent)) is not None:
            yield parent
            node = parent

    def within(self, outer: Node) -> list[Node]:
        """What a screen reader finds inside a node."""
        return [node for node in self.shown if outer in self.above(node)]

    def text_of(self, outer: Node) -> str:
        """All the words inside a node."""
        return " ".join(n.name for n in self.within(outer) if n.role == "StaticText")

    def spoken(self) -> list[str]:
        """The texts that stand in live regions now, each as it is spoken."""
        return [
            node.name
            for node in self.shown
            if node.role == "StaticText" and any(_is_live(outer) for outer in self.above(node))
        ]


def _node(raw: dict[str, Any]) -> Node:
    states = {one["name"]: one["value"].get("value") for one in raw.get("properties", ())}
    return Node(
        id=raw["nodeId"],
        parent=raw.get("parentId", ""),
        role=raw.get("role", {}).get("value", ""),
        name=raw.get("name", {}).get("value", ""),
        value=str(raw.get("value", {}).get("value", "")),
        ignored=raw["ignored"],
        states=states,
    )


def _is_live(node: Node) -> bool:
    """Chromium says so of a role that is live by itself too, such as a status."""
    return node.states.get("live") in _SPOKEN


class Reader:
    """Reads a page's tree through Chromium's own protocol."""

    def __init__(self, line: CDPSession) -> None:
        self._line = line

    @classmethod
    async def of(cls, page: Page) -> Reader:
        line = await page.context.new_cdp_session(page)
        await line.send("Accessibility.enable")
        return cls(line)

    async def tree(self) -> Tree:
        """The whole tree as it is now."""
        answer = await self._line.send("Accessibility.getFullAXTree")
        return Tree(answer["nodes"])

    async def focused(self) -> Node:
        """What has the focus, without reading the whole tree."""
        found = await self._line.send(
            "Runtime.evaluate", {"expression": "document.activeElement ?? document.body"}
        )
        of = {"objectId": found["result"]["objectId"], "fetchRelatives": False}
        answer = await self._line.send("Accessibility.getPartialAXTree", of)
        return _node(answer["nodes"][0])
