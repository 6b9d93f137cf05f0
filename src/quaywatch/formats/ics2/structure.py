"""How each message is built, as the tables in this package state it."""

from typing import Final

from quaywatch.formats.ics2.names import NAMES
from quaywatch.formats.xml.schema import Schema, load

PACKAGE: Final = "quaywatch.formats.ics2.tables"
TABLES: Final = (
    "types.table",
    "parts.table",
    "parties.table",
    "goods.table",
    "consignments.table",
    "declarations.table",
    "analyses.table",
    "repository.table",
    "trader.table",
)
"""Laid end to end they are one table; types that several messages share stand in it once."""


def structure_of(name: str) -> Schema | None:
    """Return the structure of a message, compiled when first used; None when it is not known."""
    return load(PACKAGE, *TABLES) if name in NAMES else None
