"""Numbers about the server for its operator, in Prometheus' format. Sums only: none of them is
about a person."""

from __future__ import annotations

from prometheus_client import CollectorRegistry, Counter, Gauge, Histogram, generate_latest


class Metrics:
    """One registry for one running office."""

    def __init__(self) -> None:
        self.registry = registry = CollectorRegistry()
        self.people = Gauge("madoguchi_people", "People in the office", registry=registry)
        self.connections = Gauge(
            "madoguchi_connections", "Open WebSocket connections", registry=registry
        )
        self.frames = Counter("madoguchi_frames_sent", "WebSocket frames sent", registry=registry)
        self.bytes = Counter("madoguchi_bytes_sent", "Bytes of those frames", registry=registry)
        self.skipped = Counter(
            "madoguchi_frames_skipped", "Frames not sent to slow clients", registry=registry
        )
        self.messages = Counter(
            "madoguchi_chat_messages", "Chat messages accepted", ["scope"], registry=registry
        )
        self.closes = Counter(
            "madoguchi_closes", "Connections ended by the server", ["why"], registry=registry
        )
        self.tick = Histogram(
            "madoguchi_tick_seconds",
            "Time of one tick, fan-out included",
            buckets=(0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25),
            registry=registry,
        )

    def text(self) -> bytes:
        """What /metrics answers."""
        return generate_latest(self.registry)
