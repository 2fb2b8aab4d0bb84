"""Tests of the page Overdracht."""
