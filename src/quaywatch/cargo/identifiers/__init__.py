"""Identifiers that carry their own check: each module reads one kind with `parse(written)`.

An invalid identifier is kept as written and explained, never dropped or repaired.
"""

from quaywatch.cargo.identifiers import (
    container_number,
    country,
    eori,
    hs_code,
    imo_number,
    instant,
    package_type,
    seal_number,
    size_type,
    stowage_cell,
    unlocode,
)

__all__ = [
    "container_number",
    "country",
    "eori",
    "hs_code",
    "imo_number",
    "instant",
    "package_type",
    "seal_number",
    "size_type",
    "stowage_cell",
    "unlocode",
]
