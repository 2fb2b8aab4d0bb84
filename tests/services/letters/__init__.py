"""Tests of the templates and letters."""
