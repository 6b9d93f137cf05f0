"""Packages as part of a node's work."""
