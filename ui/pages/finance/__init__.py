"""The acts and views of the money beside its registers."""
