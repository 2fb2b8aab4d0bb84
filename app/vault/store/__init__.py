"""Encrypted databases: engine, schema, compartments and the audit trail in each."""
