"""Putting backups back, from the login window: nobody is logged in, because such a vault may not open."""
