"""Connections between people, organisations, addresses and what else is recorded: pure rules over a network."""
