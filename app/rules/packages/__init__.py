"""Rules of handing over between vaults: which of two states of a record is the newer, field by field."""
