"""The evaluation document: its texts as registers, and the whole of it gathered from the store."""
