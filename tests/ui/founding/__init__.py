"""Tests of the founding ceremony."""
