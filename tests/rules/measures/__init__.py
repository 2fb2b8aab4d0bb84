"""Tests of the rules of measures."""
