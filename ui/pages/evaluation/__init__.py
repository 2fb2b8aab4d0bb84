"""The page of the evaluation document: its chapters with a live preview, and the registers behind it."""
