"""Tests of entities, judgements and links on real vaults."""
