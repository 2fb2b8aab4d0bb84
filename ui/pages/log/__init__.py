"""The page Logboek: who did what, whether the log is whole, and logins that failed."""
