"""How many examples a property test tries. Failing ones are printed with a blob to replay them."""

from __future__ import annotations

from hypothesis import HealthCheck, settings


def examples(count: int) -> settings:
    """A decorator: so many examples, without a deadline, because test machines are slow."""
    return settings(
        max_examples=count,
        deadline=None,
        print_blob=True,
        suppress_health_check=[HealthCheck.too_slow],
    )
