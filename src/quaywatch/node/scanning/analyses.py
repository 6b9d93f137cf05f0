"""What was made of radiographs, as rows, and how the rows follow the ledger."""

from collections.abc import Collection, Mapping, Sequence

import msgspec
from sqlalchemy import Connection, select

from quaywatch.node import schema
from quaywatch.node.among import rows_among
from quaywatch.node.changes import Row
from quaywatch.node.facts import Fact, event_of
from quaywatch.node.scanning.evidence import MOST
from quaywatch.scans.verdicts import Analysis, Standing, digest_of
from quaywatch.scans.verdicts.record import speaks_for

_RECORDS = msgspec.json.Decoder(Analysis)
_ROWS = select(schema.analysis.c.digest, schema.analysis.c.record)


def analyses(connection: Connection, digests: Collection[str]) -> dict[str, Analysis]:
    """Return what was made of those radiographs of which anything was."""
    return {
        row.digest: _RECORDS.decode(row.record)
        for row in rows_among(connection, _ROWS, schema.analysis.c.digest, digests)
    }


def analysis(connection: Connection, digest: str) -> Analysis:
    """Return what was made of a radiograph, an empty record where nothing was."""
    return analyses(connection, {digest}).get(digest) or Analysis(digest=digest)


def folded(connection: Connection, facts: Sequence[Fact]) -> list[Analysis]:
    """Return the radiographs that facts speak of, as they are after them."""
    said = [(digest, fact) for fact in facts if (digest := digest_of(fact.stream)) is not None]
    known = analyses(connection, {digest for digest, _ in said})
    for digest, fact in said:
        known[digest] = (known.get(digest) or Analysis(digest=digest)).apply(event_of(fact))
    return [known[digest] for digest in sorted(known)]


def analysis_row(record: Analysis) -> Row:
    """Return the row of what was made of a radiograph."""
    return {
        "digest": record.digest,
        "record": msgspec.json.encode(record, order="deterministic"),
        "standing": record.standing.value,
        "engines": "" if record.reading is None else engines_of(record.reading.engines),
        "likelihood": _speaks(record),
    }


def _speaks(record: Analysis) -> float:
    """Return how much a radiograph speaks for contraband, as the box's chance may tell it.

    While a second look is asked it is the same whatever machine and first analyst found: whoever
    gives it sees the list. It is the most, so that no first word lowers a box.
    """
    if record.standing is Standing.SECOND:
        return MOST
    return 0.0 if record.standing.settled else speaks_for(record.reading)


def engines_of(versions: Mapping[str, str]) -> str:
    """Return engines with their versions in one text."""
    return " ".join(f"{name}={version}" for name, version in sorted(versions.items()))
