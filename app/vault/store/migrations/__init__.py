"""The history of every schema: one folder of revisions per kind of compartment."""
