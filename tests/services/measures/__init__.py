"""Tests of the services of measures."""
