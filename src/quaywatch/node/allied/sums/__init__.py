"""Sums that ports learn from, as part of a node's work."""
