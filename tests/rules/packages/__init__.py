"""Tests of the rules of packages."""
