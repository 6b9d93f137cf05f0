"""How the standard's requirements relate to clauses of other regimes, and what a standing by this
one shows for those."""

from quaywatch.norms.mapping.oscal import mapping_collection
from quaywatch.norms.mapping.shown import Showing, Shown, shown_for
from quaywatch.norms.mapping.table import BadMapping, Clause, Mapped, Mappings, Read, Relation

__all__ = [
    "BadMapping",
    "Clause",
    "Mapped",
    "Mappings",
    "Read",
    "Relation",
    "Showing",
    "Shown",
    "mapping_collection",
    "shown_for",
]
