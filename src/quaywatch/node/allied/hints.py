"""What notices say of boxes now, ready to be told as reasons."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

import msgspec
from sqlalchemy import Connection, select

from quaywatch.alliance import Notice, Tlp
from quaywatch.alliance.line.bringing import Way, way_of
from quaywatch.alliance.weighing import (
    Clue,
    Clues,
    Weights,
    hint,
    of_consignment,
    pattern_key,
    sought,
    together,
)
from quaywatch.cargo import Reason, ReasonKind
from quaywatch.node import schema
from quaywatch.node.allied.facts import name_of
from quaywatch.node.among import rows_among
from quaywatch.node.changes import Changes
from quaywatch.node.entries import Entry

_WATCH, _HELD = schema.ally_watch.c, schema.ally_notice.c
_WATCHED = select(_WATCH.value, _WATCH.kind, _WATCH.name, _WATCH.shared)
_NOTICES = select(_HELD.name, _HELD.strength, _HELD.notice, _HELD.sender)
_DECODER = msgspec.json.Decoder(Notice)

Hints = Mapping[str, Sequence[Reason]]
"""Reasons by box, the weightiest first."""
NONE: Sequence[Reason] = ()


class _Watched(NamedTuple):
    value: str
    kind: str
    name: str
    shared: int


class _Standing(NamedTuple):
    notice: Notice
    strength: float
    way: Way | None
    """How it was brought; None where its originator's signature holds."""


def hints(
    connection: Connection, entries: Iterable[Entry], changes: Changes | None = None
) -> dict[str, list[Reason]]:
    """Return what notices, those of a batch among them, say of the boxes of consignments."""
    nobody = (changes is None or not changes.ally_watches) and not _any(connection)
    if nobody:
        return {}
    boxes = {
        box.box_id: of_consignment(entry.consignment, box.equipment.number)
        for entry in entries
        if not entry.cancelled
        for box in entry.boxes
    }
    by_value: dict[str, list[_Watched]] = defaultdict(list)
    for one in _watched(connection, _values(boxes.values()), changes):
        by_value[one.value].append(one)
    if not by_value:
        return {}
    names = {one.name for found in by_value.values() for one in found}
    standing = _standing(connection, names, changes)
    told = ((box, _told(clues, by_value, standing)) for box, clues in boxes.items())
    return {box: reasons for box, reasons in told if reasons}


def _any(connection: Connection) -> bool:
    return connection.scalar(select(_WATCH.name).limit(1)) is not None


def _values(every: Iterable[Clues]) -> set[str]:
    found: set[str] = set()
    for clues in every:
        for values in clues.values():
            found |= values
        found |= {pattern_key(seal) for seal in clues.get(Clue.SEAL, ())}
    return found


def _watched(connection: Connection, values: set[str], changes: Changes | None) -> list[_Watched]:
    gone = set(changes.ally_out) if changes else set[str]()
    rows = rows_among(connection, _WATCHED, _WATCH.value, values)
    found = [_Watched(*row) for row in rows if row.name not in gone]
    for row in changes.ally_watches if changes else ():
        one = _Watched(str(row["value"]), str(row["kind"]), str(row["name"]), _int(row["shared"]))
        if one.value in values:
            found.append(one)
    return found


def _standing(
    connection: Connection, names: set[str], changes: Changes | None
) -> dict[str, _Standing]:
    rows = {
        row.name: (bytes(row.notice), row.strength, row.sender)
        for row in rows_among(connection, _NOTICES, _HELD.name, names)
    }
    for row in changes.ally_notices if changes else ():
        found = row["notice"], row["strength"], row["sender"]
        rows[str(row["name"])] = found  # type: ignore[assignment]
    return {
        name: _Standing(_DECODER.decode(rows[name][0]), rows[name][1], way_of(rows[name][2]))
        for name in names
        if name in rows and rows[name][0]
    }


def _told(
    clues: Clues, by_value: Mapping[str, list[_Watched]], standing: Mapping[str, _Standing]
) -> list[Reason]:
    shared: dict[str, dict[tuple[str, str], int]] = defaultdict(dict)
    for value in _values([clues]):
        for one in by_value.get(value, ()):
            shared[one.name][one.kind, one.value] = one.shared
    weights = Weights.load()
    found: list[tuple[float, str, tuple[Clue, ...]]] = []
    for name in sorted(shared.keys() & standing.keys()):
        notice, strength, _ = standing[name]
        wanted = sought(notice.body)
        met = () if wanted is None else wanted.met(clues)
        counts = {clue: shared[name].get((clue[0].value, _index(clue)), 0) for clue in met}
        said = hint(met, notice.kind, strength, counts, weights) if met else None
        if said is not None:
            found.append((said.log_odds, name, said.clues))
    unsigned = [standing[name].way is not None for _, name, _ in found]
    added = together([one[0] for one in found], weights, unsigned=unsigned)
    told = [
        (value, name, met) for (_, name, met), value in zip(found, added, strict=True) if value > 0
    ]
    told.sort(key=lambda one: (-one[0], one[1]))
    return [_reason(standing[name], met, value) for value, name, met in told]


def _index(clue: tuple[Clue, str]) -> str:
    return pattern_key(clue[1]) if clue[0] is Clue.SEAL_PATTERN else clue[1]


def _reason(standing: _Standing, met: Sequence[Clue], log_odds: float) -> Reason:
    """Return what a notice says, naming it as far as its owner lets whoever reads lists know it.

    What is for the persons addressed alone (TLP:RED) tells nobody whose it is, nor which.
    """
    notice = standing.notice
    values = {"clues": " ".join(met)}
    if standing.way is not None:
        values["unsigned"] = standing.way
    if notice.handling.tlp is not Tlp.RED:
        values["source"] = notice.origin
        values["notice"] = name_of(notice.origin, notice.id)
        values["made_at"] = notice.made_at.isoformat()
    code = "seizure" if notice.kind == "seizure" else "indicator"
    return Reason(kind=ReasonKind.NOTICE, code=code, contribution=log_odds, values=values)


def _int(value: object) -> int:
    assert isinstance(value, int)  # noqa: S101 - the table's own type
    return value
