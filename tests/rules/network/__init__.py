"""Tests of the pure rules over networks."""
