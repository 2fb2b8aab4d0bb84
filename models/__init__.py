"""What is stored: one module per subject, grouped per compartment kind. Imports nothing of ours."""
