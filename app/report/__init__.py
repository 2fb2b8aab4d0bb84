"""Documents: drawing what the services have gathered."""
