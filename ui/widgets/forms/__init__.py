"""What one types in: forms, their editors, passwords, and input that waits."""
