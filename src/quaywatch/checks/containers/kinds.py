"""Kinds of containers (see `cargo.identifiers.size_type`) that checks tell apart."""

UNCOOLED = ["bulk", "dry", "flat_rack", "named_cargo", "open_top", "tank", "ventilated"]
"""Without a cooling unit."""

CLOSED = ["dry", "reefer", "insulated", "ventilated", "named_cargo"]
"""With doors that take a seal."""
