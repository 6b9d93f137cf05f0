"""Checks on the containers and their seals."""
