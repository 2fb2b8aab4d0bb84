"""The page Beheer: who has an account, which keys they hold, and what each does to the own account."""
