"""Tests of the keys under which people, organisations, addresses and vehicles are found again."""
