"""Tests of signals: registering, weighing, where they go, and handing in without the key."""
