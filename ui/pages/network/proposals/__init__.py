"""The tabs Voorstellen and Herkennen: what may be the same, and how well that is recognised."""
