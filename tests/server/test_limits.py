"""The token bucket behind every rate limit."""

from __future__ import annotations

import pytest

from server.wire.limits import Bucket, Limit


@pytest.mark.spec("WIRE-4")
def test_a_bucket_refuses_refills_and_rests() -> None:
    bucket = Bucket(Limit(size=1, rate=2, burst=3))
    assert bucket.rested(0.0)
    assert [bucket.take(10.0) for _ in range(4)] == [True, True, True, False]
    assert not bucket.rested(10.0)
    assert bucket.take(10.5)
    assert not bucket.take(10.5)
    assert not bucket.rested(11.9)
    assert bucket.rested(12.0)
