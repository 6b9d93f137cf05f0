"""Finds that the node knows of itself, by port and year: its own, and those allies told it of.

They stand beside the public figures and never in them: a find may well be in both. Of what allies
told, only what may be counted is: not what is for the persons addressed alone, nor what was given
for other purposes than statistics.
"""

from collections import defaultdict
from collections.abc import Iterable
from typing import Literal

import msgspec
from sqlalchemy import Connection, select

from quaywatch.alliance import Notice, Purpose, Tlp
from quaywatch.alliance.bodies import Seizure
from quaywatch.alliance.line.bringing import way_of
from quaywatch.inspections import Record
from quaywatch.node import schema
from quaywatch.node.allied.months import told
from quaywatch.node.instants import restored

_RECORDS = msgspec.json.Decoder(Record)
_NOTICES = msgspec.json.Decoder(Notice)
_FOUND = "found"
Whose = Literal["own", "allied"]


class Finds(msgspec.Struct, frozen=True, kw_only=True):
    """What was found at a port in a year."""

    port: str
    year: int
    whose: Whose
    count: int
    mass_kg: float
    """Of those that were weighed."""
    unweighed: int
    told_by: tuple[str, ...]
    """Nodes that told of them; none for the node's own."""
    nil_months: tuple[str, ...] = ()
    """Months of which it was told that nothing was found: of the others silence says nothing."""


class _Find(msgspec.Struct, frozen=True):
    port: str
    year: int
    whose: Whose
    mass_kg: float | None
    told_by: str


def finds(connection: Connection) -> list[Finds]:
    """Return finds by port, year and whose they are."""
    by_place: defaultdict[tuple[str, int, Whose], list[_Find]] = defaultdict(list)
    for one in (*_own(connection), *_allied(connection)):
        by_place[one.port, one.year, one.whose].append(one)
    nil = _nil(connection)
    return [
        Finds(
            port=port,
            year=year,
            whose=whose,
            count=len(found),
            mass_kg=sum(one.mass_kg or 0.0 for one in found),
            unweighed=sum(one.mass_kg is None for one in found),
            told_by=tuple(sorted(_told_by(found, nil[port, year, whose]))),
            nil_months=tuple(sorted({month for month, _ in nil[port, year, whose]})),
        )
        for port, year, whose in sorted(by_place.keys() | nil.keys())
        for found in (by_place[port, year, whose],)
    ]


def _told_by(found: Iterable[_Find], nil: Iterable[tuple[str, str]]) -> set[str]:
    return {one.told_by for one in found if one.told_by} | {by for _, by in nil if by}


def _nil(connection: Connection) -> defaultdict[tuple[str, int, Whose], set[tuple[str, str]]]:
    """Return months without a find and who told so, by port, year and whose they are."""
    nil: defaultdict[tuple[str, int, Whose], set[tuple[str, str]]] = defaultdict(set)
    for own in (True, False):
        for notice, said, _ in told(connection, own=own):
            if said.nil and (own or _counts(notice)):
                place: tuple[str, int, Whose] = (
                    said.at,
                    int(said.month[:4]),
                    "own" if own else "allied",
                )
                nil[place].add((said.month, "" if own else notice.origin))
    return nil


def _own(connection: Connection) -> Iterable[_Find]:
    done, box = schema.inspection, schema.box
    query = (
        select(done.c.record, done.c.done_at, box.c.port_of_discharge)
        .join(box, box.c.box_id == done.c.box_id)
        .where(done.c.result == _FOUND)
    )
    for record, at, port in connection.execute(query):
        outcome = _RECORDS.decode(record).outcome
        when = restored(at)
        if outcome is not None and when is not None and port:
            yield _Find(port, when.year, "own", outcome.mass_kg or None, "")


def _allied(connection: Connection) -> Iterable[_Find]:
    table = schema.ally_notice.c
    held = (table.kind == "seizure") & (table.own == 0) & (table.gone == "")
    for content, sender in connection.execute(select(table.notice, table.sender).where(held)):
        notice = _NOTICES.decode(content)
        body = notice.body
        counts = _counts(notice) and way_of(sender) is None
        if counts and isinstance(body, Seizure):
            yield _Find(body.at, body.found_at.year, "allied", body.mass_kg, sender)


def _counts(notice: Notice) -> bool:
    handling = notice.handling
    return handling.tlp is not Tlp.RED and Purpose.STATISTICS in handling.purposes
