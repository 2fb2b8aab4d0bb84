"""The folder on disk: what may stand where, locks, and disk errors in Dutch."""
