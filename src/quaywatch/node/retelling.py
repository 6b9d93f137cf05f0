"""Tells stories again: of containers that a batch touches, before it and after it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from sqlalchemy import Connection

from quaywatch.node import known
from quaywatch.node.among import AnyRow
from quaywatch.node.bills import Bill, bill_of, decoded
from quaywatch.node.entries import Entry
from quaywatch.node.stays import Moved
from quaywatch.node.stowing import Restowed, Stowed, aboard
from quaywatch.node.telling import Told, contradictions

_Of = list[tuple[str, str, Bill]]
"""Boxes with their containers and bills."""


@dataclass(slots=True)
class Retold:
    """The stories of all containers touched, as they are after the batch."""

    journeys: dict[str, list[Moved]]
    told: Told
    entries: list[Entry]
    """Consignments that the batch does not speak of, whose boxes' stories it changes."""


def retell(
    connection: Connection,
    moved: Sequence[Moved],
    restowed: Restowed,
    entries: Sequence[Entry],
    before: Iterable[AnyRow],
) -> Retold:
    """Tell the stories that change with `moved` and `entries`, whose boxes were `before`.

    `restowed` are the stowage plans that `moved` touches.
    """
    containers = (
        restowed.told_anew | {m.container for m in moved} | {row.container for row in before}
    )
    containers |= {box.container for entry in entries for box in entry.boxes}
    journeys = known.journeys(connection, containers)
    later = {container: list(journey) for container, journey in journeys.items()}
    for movement in moved:
        later.setdefault(movement.container, []).append(movement)
    rows = known.boxes_with(connection, later.keys())
    named = {entry.consignment_id for entry in entries}
    others = [row for row in rows if row.consignment_id not in named]
    stood = aboard(connection, later.keys())
    was = contradictions(journeys, _of_rows(rows), stood)
    stand = _overlaid(stood, restowed, later.keys())
    told = contradictions(later, _of_rows(others) + _of_entries(entries, later), stand)
    changed = {row.consignment_id for row in others if was.get(row.box_id) != told.get(row.box_id)}
    return Retold(later, told, list(known.entries(connection, changed).values()))


def tell_more(connection: Connection, entries: Iterable[Entry], retold: Retold) -> None:
    """Add to `retold` the stories of further consignments, which the batch leaves as they are."""
    containers = {box.container for entry in entries for box in entry.boxes}
    journeys = known.journeys(connection, containers - retold.journeys.keys())
    rows = known.boxes_with(connection, journeys.keys())
    retold.told.update(contradictions(journeys, _of_rows(rows), aboard(connection, journeys)))
    retold.journeys.update(journeys)


def told_of(connection: Connection, entries: Iterable[Entry]) -> Told:
    """Return what contradicts on the trips of consignments, as the tables have them."""
    retold = Retold({}, {}, [])
    tell_more(connection, entries, retold)
    return retold.told


def _of_rows(rows: Iterable[AnyRow]) -> _Of:
    bills = ((row, decoded(row.bill)) for row in rows)
    return [(row.box_id, row.container, bill) for row, bill in bills if bill is not None]


def _of_entries(entries: Iterable[Entry], containers: Collection[str]) -> _Of:
    return [
        (box.box_id, box.container, bill)
        for entry in entries
        for box in entry.boxes
        if box.container in containers and (bill := bill_of(entry, box)) is not None
    ]


def _overlaid(
    stood: Mapping[str, Mapping[str, Stowed]], restowed: Restowed, containers: Iterable[str]
) -> dict[str, dict[str, Stowed]]:
    """Return where containers stand once plans have been judged anew; those that stand nowhere
    are left out."""
    stand = {c: {**stood.get(c, {}), **restowed.now.get(c, {})} for c in containers}
    return {container: plans for container, plans in stand.items() if plans}
