"""Checks on what is carried."""
