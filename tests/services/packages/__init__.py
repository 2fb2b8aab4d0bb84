"""Tests of handing cases over between two real vaults."""
