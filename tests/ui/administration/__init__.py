"""Tests of the page Beheer, and of the courses around it."""
