"""The pages of the programme side: partners, programmes on the way, and what the programme learns and tells."""
