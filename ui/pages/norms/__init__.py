"""The page Normen: every term and figure with its ground, and who stands for it."""
