"""Checks on the way and the voyage."""
