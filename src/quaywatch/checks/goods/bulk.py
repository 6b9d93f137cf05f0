"""Goods that are not packed."""

BULK_TYPES = ["VG", "VL", "VO", "VQ", "VR", "VS", "VY", "NE", "NF", "NG"]
"""Package types of bulk and of unpacked goods: no number of packages belongs to them
(UNECE Recommendation 21; condition on data element 18 06 004)."""
