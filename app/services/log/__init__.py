"""The log of the vault: reading it, checking it, and anchors outside the vault that show when it was put back."""
