"""Whether two records may be about the same person or thing, and why; and the numbers by which one knows."""
