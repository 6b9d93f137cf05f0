"""Checks of where a container stands aboard."""
