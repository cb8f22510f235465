"""The asyncio edge of the office: HTTP and WebSocket, sessions, ticks, fan-out, storage."""
