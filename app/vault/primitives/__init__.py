"""Sealing, signing and strict JSON: the primitives, without a rule of our own."""
