"""Who and what may be the same: keys, proposals with their reasons, and addresses to complete forms from."""
