"""Tagged PDF: what is read aloud, in which order, and as what; the file made fit for archive (PDF/A-2a, PDF/UA-1)."""
