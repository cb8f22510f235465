"""Fixtures for all tests."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest

from tests.support.office import OfficeProcess, office


@pytest.fixture
async def url(tmp_path: Path) -> AsyncIterator[str]:
    """The address of an office in this process, on the plain floor."""
    async with office(tmp_path / "data") as (_, address):
        yield address


@pytest.fixture
def sample_office(tmp_path: Path) -> Iterator[OfficeProcess]:
    """An office as it comes, with its sample town, in a process of its own."""
    with OfficeProcess(tmp_path) as process:
        yield process
