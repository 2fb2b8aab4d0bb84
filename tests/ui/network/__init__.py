"""Tests of the page Verbanden."""
