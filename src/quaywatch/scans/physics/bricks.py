"""A brick of cocaine as it is smuggled.

Sizes as press pictures of seizures show them; density of pressed hydrochloride.
"""

SUBSTANCE = "cocaine_hydrochloride"
DENSITY = 1.1
"""g/cm³."""
BRICK = (0.21, 0.14, 0.031)
"""Sides of one brick, metres."""
BRICK_KG = BRICK[0] * BRICK[1] * BRICK[2] * DENSITY * 1000
