"""The Python client: what bots, scripts and tests are built on. docs/bots.md shows how."""

from server.client.connection import EndedError, OfficeClient
from server.client.state import OfficeState, apply

__all__ = ["EndedError", "OfficeClient", "OfficeState", "apply"]
