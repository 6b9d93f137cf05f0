"""Checks on who takes part."""
