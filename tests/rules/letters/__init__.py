"""Tests of the rules of letters."""
