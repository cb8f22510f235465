"""Lint, format and strict types on both sides, and the client's own unit tests."""

from __future__ import annotations

import subprocess
import sys

import pytest

from tests.support.node import install_packages, npm
from tests.support.office import ROOT


def _run(*command: str) -> None:
    done = subprocess.run(
        [sys.executable, "-m", *command], cwd=ROOT, capture_output=True, text=True
    )
    assert done.returncode == 0, f"{' '.join(command)}\n{done.stdout}\n{done.stderr}"


def test_python_is_linted() -> None:
    # Its cache keeps an answer that a new file beside the imports has made untrue.
    _run("ruff", "check", "--no-cache", ".")


def test_python_is_formatted() -> None:
    _run("ruff", "format", "--check", ".")


def test_python_types_are_strict() -> None:
    _run("mypy")


@pytest.fixture(scope="module")
def packages() -> None:
    install_packages()


@pytest.mark.usefixtures("packages")
@pytest.mark.parametrize("script", ["check", "lint", "test"])
def test_the_client_passes(script: str) -> None:
    done = npm("run", "--silent", script)
    assert done.returncode == 0, done.stdout
