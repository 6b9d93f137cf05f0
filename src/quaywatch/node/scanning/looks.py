"""All looks at pictures of which the truth is known, gathered from what the ledger says."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

import msgspec
from sqlalchemy import Connection, and_, select

from quaywatch.cargo import OutcomeResult
from quaywatch.inspections.readers.looks import Look, Sort, section
from quaywatch.inspections.readers.record import machine_found
from quaywatch.inspections.readers.sessions import Paced, at_work, paced
from quaywatch.node import schema
from quaywatch.node.scanning.insertions import Shown, shown
from quaywatch.scans.reading import Reading
from quaywatch.scans.verdicts import Analysis, Given, Says, alarms
from quaywatch.scans.verdicts.record import speaks_for

MACHINE = "machine"
"""The engines together, as one reader."""
_SURE = {Says.CLEAR: 0.0, Says.SECOND_LOOK: 1.0, Says.OPEN: 2.0}
_SCAN, _BOX, _MADE, _LOOK = schema.scan.c, schema.box.c, schema.analysis.c, schema.inspection.c
_ON_THE_WAY = and_(
    _BOX.container == _SCAN.container, _BOX.from_at <= _SCAN.at, _BOX.until_at >= _SCAN.at
)
_ANALYSES = msgspec.json.Decoder(Analysis)


@dataclass(frozen=True, slots=True)
class _Read:
    """A picture as it is, what was made of it, and what it shows as far as is known."""

    made: Analysis
    goods: str
    found: bool
    """Whether contraband was found in the box, so that a word of clear was wrong."""


def looks(connection: Connection) -> list[Look]:
    """Return all looks, earliest first.

    A picture in which nothing was inserted counts as clean unless contraband was found in the box.
    Where it was overlooked by everybody, a right alarm counts as a false one; that errs by as much
    as boxes hold contraband, which is far less than analysts alarm.
    """
    pictures, threats = list(_pictures(connection)), shown(connection)
    stood = _stood(pictures, threats)
    made: list[Look] = []
    for one in threats:
        made.extend(_inserted(one, stood))
    for picture in pictures:
        if not picture.found:
            made.extend(_clean(picture, stood))
    return sorted(made, key=lambda look: (look.at, look.reader, look.sort))


def common(connection: Connection) -> dict[tuple[str, str], list[tuple[bool, bool]]]:
    """Return whether two readers found the threats that both were shown in the same picture at the
    same place, by both names."""
    by_picture: dict[tuple[str, str], dict[str, bool]] = defaultdict(dict)
    for one in shown(connection):
        if one.judged is not None:
            where = (one.insertion.digest, one.insertion.place.value)
            by_picture[where][one.insertion.reader] = one.judged.found
    pairs: dict[tuple[str, str], list[tuple[bool, bool]]] = defaultdict(list)
    for found in by_picture.values():
        for first in found:
            for other in found.keys() - {first}:
                pairs[first, other].append((found[first], found[other]))
    return pairs


def words(connection: Connection) -> tuple[list[tuple[Says, bool]], list[tuple[Says, bool]]]:
    """Return what analysts said and whether the machine alarmed, of threats and of clean pictures.

    A word on a threat counts by whether it was found: who had another place opened said clear of
    it. Only words are taken that did not know of the machine's.
    """
    threatened = [
        (one.judged.verdict.says if one.judged.found else Says.CLEAR, machine_found(one.insertion))
        for one in shown(connection)
        if one.judged is not None and one.insertion.reading is not None
    ]
    clean = [
        (given.verdict.says, alarms(one.made.reading))
        for one in _pictures(connection)
        if not one.found and one.made.reading is not None
        for given in one.made.given
        if not given.machine_shown
    ]
    return threatened, clean


def work(connection: Connection, reader: str, now: datetime) -> float:
    """Return for how many minutes an analyst has looked at pictures without a break."""
    given = _given(_pictures(connection), shown(connection)).get(reader, [])
    return at_work(given, now)


def _pictures(connection: Connection) -> Iterable[_Read]:
    query = (
        select(_MADE.record, _BOX.hs_code, _LOOK.result)
        .select_from(schema.analysis)
        .join(schema.scan, _SCAN.digest == _MADE.digest)
        .outerjoin(schema.box, _ON_THE_WAY)
        .outerjoin(schema.inspection, _LOOK.box_id == _BOX.box_id)
        .order_by(_MADE.digest, _BOX.box_id)
    )
    known: set[str] = set()
    for record, hs_code, result in connection.execute(query):
        made = _ANALYSES.decode(record)
        if made.digest not in known:
            known.add(made.digest)
            yield _Read(made, section(hs_code or ""), result == OutcomeResult.FOUND)


_Stood = Mapping[tuple[str, datetime], Paced]


def _stood(pictures: Iterable[_Read], threats: Iterable[Shown]) -> _Stood:
    """Return where in their reader's work verdicts stood, by reader and instant."""
    made: dict[tuple[str, datetime], Paced] = {}
    for reader, verdicts in _given(pictures, threats).items():
        for (at, _), where in zip(verdicts, paced(verdicts), strict=True):
            made[reader, at] = where
    return made


def _given(
    pictures: Iterable[_Read], threats: Iterable[Shown]
) -> dict[str, list[tuple[datetime, float]]]:
    """Return when each reader gave verdicts and how long each took, earliest first."""
    given: dict[str, list[tuple[datetime, float]]] = defaultdict(list)
    for picture in pictures:
        for one in picture.made.given:
            given[one.by].append((one.at, one.verdict.seconds))
    for threat in threats:
        if threat.judged is not None and threat.judged_at is not None:
            said = (threat.judged_at, threat.judged.verdict.seconds)
            given[threat.judged.reader].append(said)
    return {reader: sorted(verdicts) for reader, verdicts in given.items()}


def _inserted(one: Shown, stood: _Stood) -> Iterable[Look]:
    insertion = one.insertion
    way = insertion.place.concealment
    if one.judged is not None and one.judged_at is not None:
        said, found = one.judged.verdict, one.judged.found
        where = stood[insertion.reader, one.judged_at]
        yield Look(
            reader=insertion.reader,
            at=one.judged_at,
            goods=insertion.goods,
            concealment=way,
            score=_SURE[said.says] if found else 0.0,
            alarmed=found,
            seconds=said.seconds,
            on_task_minutes=where.on_task_minutes,
            since_break=where.since_break,
        )
    if insertion.reading is not None:
        yield Look(
            reader=MACHINE,
            sort=Sort.MACHINE,
            at=one.at,
            goods=insertion.goods,
            concealment=way,
            score=speaks_for(insertion.reading),
            alarmed=machine_found(insertion),
        )


def _clean(picture: _Read, stood: _Stood) -> Iterable[Look]:
    for given in picture.made.given:
        yield _word(given, picture.goods, stood)
    reading: Reading | None = picture.made.reading
    if reading is not None and picture.made.given:
        # A machine's reading has no instant of its own in the record; the first word's is near.
        yield Look(
            reader=MACHINE,
            sort=Sort.MACHINE,
            at=picture.made.given[0].at,
            goods=picture.goods,
            score=speaks_for(reading),
            alarmed=alarms(reading),
        )


def _word(given: Given, goods: str, stood: _Stood) -> Look:
    where = stood[given.by, given.at]
    return Look(
        reader=given.by,
        at=given.at,
        goods=goods,
        score=_SURE[given.verdict.says],
        alarmed=given.verdict.says is not Says.CLEAR,
        seconds=given.verdict.seconds,
        on_task_minutes=where.on_task_minutes,
        since_break=where.since_break,
    )
