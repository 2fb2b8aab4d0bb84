"""Deliveries: writing where one cannot read."""
