"""Tests of the services, on real vaults."""
