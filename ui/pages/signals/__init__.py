"""The page Signalen: registering, the weighing as a guided strip, what became of it; and handing in without the key."""
