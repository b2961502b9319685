"""Clothes from a pattern: pieces drawn from measures, sewn, and draped on a figure. Not here: light and materials."""
