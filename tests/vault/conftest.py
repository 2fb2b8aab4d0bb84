"""Property tests here derive keys and verify chains: how long one example takes says nothing."""

from __future__ import annotations

from hypothesis import settings

settings.register_profile("vault", deadline=None)
settings.load_profile("vault")
