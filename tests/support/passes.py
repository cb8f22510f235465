"""Guests' passes, for tests that are about something else."""

from __future__ import annotations

from dataclasses import dataclass

from aiohttp import ClientSession

from server.client import OfficeClient


@dataclass(frozen=True, slots=True)
class Pass:
    """One that was made. The code is what the guest's link holds."""

    id: int
    code: str


async def make_pass(host: OfficeClient) -> Pass:
    """A pass of somebody's, good for an hour."""
    async with (
        ClientSession(host.base_url, headers=_headers(host)) as http,
        http.post("/api/passes", json={"hours": 1, "note": ""}) as answer,
    ):
        granted = await answer.json()
        assert answer.status == 201, granted
    return Pass(granted["id"], granted["code"])


async def revoke_pass(host: OfficeClient, given: Pass) -> None:
    """Takes it back: its guests' visits end."""
    async with (
        ClientSession(host.base_url, headers=_headers(host)) as http,
        http.delete(f"/api/passes/{given.id}") as answer,
    ):
        assert answer.status == 204


def _headers(host: OfficeClient) -> dict[str, str]:
    return {"Authorization": f"Bearer {host.token}"}
