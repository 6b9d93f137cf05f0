"""Rows for measures out of radiographs, what was said of them, and threats put into them."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from sqlalchemy import Connection, select

from quaywatch.cargo import OutcomeResult
from quaywatch.inspections import Record
from quaywatch.node import schema
from quaywatch.node.among import AnyRow, rows_among
from quaywatch.node.instants import stored
from quaywatch.node.scanning.analyses import analyses
from quaywatch.node.scanning.insertions import shown
from quaywatch.node.scanning.scan import Scan, scan_of
from quaywatch.norms.measures.facts import Picture, Read, Threat
from quaywatch.scans.verdicts import Analysis, Says

_SCANS = select(
    schema.scan.c.position, schema.scan.c.at, schema.scan.c.taken, schema.scan.c.container
)


def pictures(
    connection: Connection, rows: Sequence[AnyRow], records: Mapping[str, Record]
) -> tuple[Picture, ...]:
    """Return the radiographs of boxes' containers, each with the box on whose journey it was."""
    by_container: dict[str, list[AnyRow]] = defaultdict(list)
    for row in rows:
        by_container[row.container].append(row)
    found = rows_among(connection, _SCANS, schema.scan.c.container, by_container.keys())
    found.sort(key=lambda row: row.position)
    scans = [(row.container, scan_of(row)) for row in found]
    made = analyses(connection, {scan.taken.digest for _, scan in scans})
    return tuple(
        _picture(scan, _on_the_way(by_container[name], scan), made.get(scan.taken.digest), records)
        for name, scan in scans
    )


def threats(connection: Connection) -> tuple[Threat, ...]:
    """Return the threats that readers have judged."""
    return tuple(
        Threat(
            digest=one.insertion.digest,
            reader=one.insertion.reader,
            at=one.judged_at,
            found=one.judged.found,
        )
        for one in shown(connection)
        if one.judged is not None and one.judged_at is not None
    )


def _on_the_way(rows: Iterable[AnyRow], scan: Scan) -> str:
    at = stored(scan.at)
    return next((row.box_id for row in rows if row.from_at <= at <= row.until_at), "")


def _picture(
    scan: Scan, box_id: str, made: Analysis | None, records: Mapping[str, Record]
) -> Picture:
    outcome = records[box_id].outcome if box_id in records else None
    return Picture(
        digest=scan.taken.digest,
        box_id=box_id,
        taken_at=scan.at,
        kept_at=scan.kept_at,
        origin=scan.taken.origin,
        machine=made is not None and made.reading is not None,
        settled=made is not None and made.standing.settled,
        reads=() if made is None else tuple(_reads(made)),
        found=outcome is not None and outcome.result is OutcomeResult.FOUND,
    )


def _reads(made: Analysis) -> Iterable[Read]:
    for place, given in enumerate(made.given):
        yield Read(
            by=given.by,
            at=given.at,
            alarmed=given.verdict.says is not Says.CLEAR,
            alone=given.blind or (place == 0 and not given.machine_shown),
        )
