"""Scorecards out of the marks: who, over which weeks, on which lanes."""

from collections.abc import Collection, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy import Column, ColumnElement, Connection, func, select

from quaywatch import checks
from quaywatch.cargo import Filing, Finding, to_frames
from quaywatch.ledger.schema import event
from quaywatch.node import schema
from quaywatch.node.among import AnyRow, rows_among
from quaywatch.node.answering import with_answers
from quaywatch.node.instants import stored
from quaywatch.node.marks import week_of
from quaywatch.scorecards import Dimension, Scorecard, SubjectKind, Tally, dimension_of, scorecards
from quaywatch.scorecards.card import own_priors, priors_of
from quaywatch.scorecards.report import Example, Fault, Period, Report, Week, monday

_SHOWN_LANES = 50
_SHOWN_EXAMPLES = 10
_PLACES = 1 << 20
"""More than any part of a message holds consignments."""
_FILINGS = msgspec.json.Decoder(Filing)
_PAYLOADS = select(event.c.position, event.c.payload)

_COLUMNS: Mapping[SubjectKind, Column[Any]] = {
    SubjectKind.CARRIER: schema.mark.c.carrier,
    SubjectKind.FORWARDER: schema.mark.c.forwarder,
    SubjectKind.FILER: schema.mark.c.filer,
}
_JUDGED: Mapping[Dimension, Column[Any]] = {
    Dimension.COMPLETE: schema.mark.c.complete,
    Dimension.PRECISE: schema.mark.c.precise,
    Dimension.ACCURATE: schema.mark.c.accurate,
    Dimension.ON_TIME: schema.mark.c.on_time,
}
_COUNTS = [
    func.count(),
    *(func.count(column) for column in _JUDGED.values()),
    *(func.coalesce(func.sum(column), 0) for column in _JUDGED.values()),
]


def peers(connection: Connection, kind: SubjectKind, period: Period) -> list[Scorecard]:
    """Return the scorecards of all subjects of a kind, best first."""
    column = _COLUMNS[kind]
    now = _tallies(connection, column, period, column != "")
    earlier = _tallies(connection, column, period.before, column != "")
    return scorecards(now, earlier)


def report_on(
    connection: Connection, kind: SubjectKind, name: str, period: Period
) -> Report | None:
    """Return what one subject is shown of itself; None when it filed nothing."""
    column = _COLUMNS[kind]
    tallies = _tallies(connection, column, period, column != "")
    tally = next((tally for tally in tallies if tally.name == name), None)
    if tally is None:
        return None
    earlier = _tallies(connection, column, period.before, column != "")
    card = next(card for card in scorecards(tallies, earlier) if card.name == name)
    peers_say, its = priors_of(tallies), column == name
    by_lane = _tallies(connection, schema.mark.c.lane, period, its)
    lanes = scorecards(by_lane, priors=own_priors(tally, peers_say, by_lane))
    lanes.sort(key=lambda card: (-card.consignments, card.name))
    by_week = _tallies(connection, schema.mark.c.week, period, its)
    weeks = scorecards(by_week, priors=own_priors(tally, peers_say, by_week))
    return Report(
        kind=kind,
        period=period,
        card=card,
        weeks=sorted(
            (Week(monday=monday(int(card.name)), card=card) for card in weeks),
            key=lambda week: week.monday,
        ),
        lanes=lanes[:_SHOWN_LANES],
        faults=_faults(connection, its, period),
        worst=_worst(connection, its, period),
    )


def last_sunday(now: datetime) -> date:
    """Return the last day of the last whole week that is over at `now`."""
    return monday(week_of(stored(now.astimezone(UTC)))) - timedelta(days=1)


def _within(period: Period) -> ColumnElement[bool]:
    return schema.mark.c.week.between(period.first_week, period.last_week)


def _tallies(
    connection: Connection, by: Column[Any], period: Period, condition: ColumnElement[bool]
) -> list[Tally]:
    query = (
        select(by.label("name"), *_COUNTS)
        .where(_within(period), condition)
        .group_by(by)
        .order_by(by)
    )
    tallies = [_tally(row) for row in connection.execute(query)]
    return with_answers(connection, tallies, by, period, condition)


def _tally(row: AnyRow) -> Tally:
    name, consignments, *counts = row
    judged, right = counts[: len(_JUDGED)], counts[len(_JUDGED) :]
    return Tally(
        name=str(name),
        consignments=int(consignments),
        judged=dict(zip(_JUDGED, map(int, judged), strict=True)),
        right=dict(zip(_JUDGED, map(int, right), strict=True)),
    )


def _faults(connection: Connection, its: ColumnElement[bool], period: Period) -> list[Fault]:
    finding, mark = schema.mark_finding.c, schema.mark.c
    # Position and place in one number, so that one pass finds the latest case of each.
    latest, number = func.max(mark.position * _PLACES + mark.place), func.count()
    query = (
        select(finding.code, number, latest)
        .join(schema.mark, mark.consignment_id == finding.consignment_id)
        .where(_within(period), its)
        .group_by(finding.code)
        .order_by(number.desc(), finding.code)
    )
    rows = connection.execute(query).all()
    filings = _filings(connection, {case // _PLACES for *_, case in rows})
    return [
        fault
        for code, number, case in rows
        if (fault := _fault(code, number, filings[case // _PLACES], case % _PLACES)) is not None
    ]


def _fault(code: str, consignments: int, filing: Filing, place: int) -> Fault | None:
    found = (finding for finding in _own_findings(filing, place) if finding.code == code)
    finding = next(found, None)
    if finding is None:
        return None
    return Fault(
        code=code,
        consignments=consignments,
        reference=filing.consignments[place].reference,
        finding=finding,
    )


def _worst(connection: Connection, its: ColumnElement[bool], period: Period) -> list[Example]:
    mark = schema.mark.c
    query = (
        select(mark.position, mark.place, mark.lane)
        .where(_within(period), its, mark.faults > 0)
        .order_by(mark.faults.desc(), mark.position.desc(), mark.place)
        .limit(_SHOWN_EXAMPLES)
    )
    rows = connection.execute(query).all()
    filings = _filings(connection, {int(row.position) for row in rows})
    return [_example(row, filings[row.position]) for row in rows]


def _example(row: AnyRow, filing: Filing) -> Example:
    place = int(row.place)
    return Example(
        reference=filing.consignments[place].reference,
        message=filing.header.reference,
        lane=row.lane,
        received_at=filing.header.received_at,
        findings=tuple(_own_findings(filing, place)),
    )


def _filings(connection: Connection, positions: Collection[int]) -> dict[int, Filing]:
    rows = rows_among(connection, _PAYLOADS, event.c.position, positions)
    return {row.position: _FILINGS.decode(row.payload) for row in rows}


def _own_findings(filing: Filing, place: int) -> Sequence[Finding]:
    frames = to_frames([(filing.header, filing.consignments[place])])
    found = checks.describe(frames, checks.run(frames))
    return [finding for _, finding in found if dimension_of(finding.code) is not None]
