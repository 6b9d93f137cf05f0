"""What was thought of boxes, as bytes that can be compared with those of another day."""

import hashlib
from collections.abc import Collection

import msgspec
from sqlalchemy import Connection, select

from quaywatch.node import schema
from quaywatch.node.among import AnyRow, rows_among

_ASSESSMENTS = select(
    schema.box.c.box_id, schema.consignment.c.assessment, schema.consignment.c.versions
).join(schema.consignment, schema.box.c.consignment_id == schema.consignment.c.consignment_id)
_VERSIONS = msgspec.json.Decoder(dict[str, str])


class Assessed(msgspec.Struct, frozen=True, kw_only=True):
    """The assessment of one box's consignment as the tables keep it."""

    assessment: bytes
    """Log-odds, probability, contributions and findings, as JSON."""
    versions: dict[str, str]
    """Versions of checks, rules and model that made it."""
    digest: str
    """SHA-256 over both, in hexadecimal."""


def assessments(connection: Connection, box_ids: Collection[str]) -> dict[str, Assessed]:
    """Return what is thought of boxes, by box; of those alone that there are."""
    rows = rows_among(connection, _ASSESSMENTS, schema.box.c.box_id, box_ids)
    return {
        row.box_id: Assessed(
            assessment=bytes(row.assessment),
            versions=_VERSIONS.decode(row.versions),
            digest=digest(row),
        )
        for row in rows
    }


def digest(row: AnyRow) -> str:
    """Return the digest of a row with `assessment` and `versions`, as `Assessed` has it."""
    return hashlib.sha256(bytes(row.versions) + b"\n" + bytes(row.assessment)).hexdigest()


def assessed(connection: Connection, box_ids: Collection[str]) -> dict[str, str]:
    """Return the digest of what is thought of boxes, by box."""
    found = assessments(connection, box_ids)
    return {box_id: found[box_id].digest for box_id in sorted(found)}
