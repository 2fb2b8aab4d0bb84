"""Reporting without an account: the form, the page of the code, and the window that offers both."""
