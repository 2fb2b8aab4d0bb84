"""Tests of the page Signalen and of handing in."""
