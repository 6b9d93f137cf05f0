"""Radiographs of containers: what the picture is made of, and what can be read from it."""
