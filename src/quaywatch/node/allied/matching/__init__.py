"""Matching without showing as part of a node's work."""
