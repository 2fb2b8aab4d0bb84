"""Measurements as ratios beside the bare library, run with `make bench`; never part of the ordinary tests."""
