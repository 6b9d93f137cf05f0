"""Finds the consignments on the list that have what a notice looks out for, by index alone."""

from collections.abc import Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

import msgspec
from sqlalchemy import Connection, Select, select

from quaywatch.alliance.weighing import Clue, Clues, Sought, pattern_key
from quaywatch.node import schema
from quaywatch.node.changes import Row
from quaywatch.node.texts import kept

_CLUE, _BOX, _WATCH = schema.clue.c, schema.box.c, schema.ally_watch.c
_READ = 20_000
"""Rows read at the most for one clue: of seals under one head, or of boxes raised before."""
_LAST = "\U0010ffff"


class Found(msgspec.Struct, frozen=True):
    """Consignments by notice, and how many share each clue."""

    names: set[str]
    shared: Mapping[tuple[Clue, str], int]

    def watch_rows(self, name: str, wanted: Sought) -> list[Row]:
        """Return the rows by which later consignments find the notice, each once."""
        rows: dict[tuple[str, str], Row] = {}
        for clue, value in wanted.clues:
            index = pattern_key(value) if clue is Clue.SEAL_PATTERN else value
            shared = self.shared.get((clue, value), 0)
            rows[clue.value, index] = {
                "value": index,
                "kind": clue.value,
                "name": name,
                "shared": shared,
            }
        return list(rows.values())


def raised(connection: Connection, name: str, wanted: Sought | None, most: int) -> set[str]:
    """Return whom a notice may have raised as it was last weighed, however many they are now."""
    if wanted is None:
        return set()
    rows = connection.execute(
        select(_WATCH.kind, _WATCH.value, _WATCH.shared).where(_WATCH.name == name)
    )
    told = {(row.kind, row.value) for row in rows if row.shared <= most}
    clues = tuple(
        (clue, value)
        for clue, value in wanted.clues
        if (clue.value, pattern_key(value) if clue is Clue.SEAL_PATTERN else value) in told
    )
    if wanted.all_of and len(clues) < len(wanted.clues):
        return set()
    return find(connection, Sought(clues=clues, all_of=wanted.all_of), _READ).names


def find(connection: Connection, wanted: Sought | None, most: int) -> Found:
    """Return who has what is wanted; a clue that more than `most` share finds nobody."""
    if wanted is None:
        return Found(set(), {})
    if wanted.all_of and len(wanted.clues) > 1:
        return _all_of(connection, wanted, most)
    names: set[str] = set()
    shared: dict[tuple[Clue, str], int] = {}
    for clue in wanted.clues:
        found = _having(connection, clue, most)
        shared[clue] = len(found)
        if len(found) <= most:
            names |= found
    return Found(names, shared)


def clue_rows(consignment_id: str, clues: Clues) -> Iterator[Row]:
    """Yield the rows by which notices find a consignment."""
    for kind, values in clues.items():
        for value in sorted(values):
            yield {"value": kept(value), "kind": kind.value, "consignment_id": consignment_id}


def _all_of(connection: Connection, wanted: Sought, most: int) -> Found:
    """Let the clues that index exactly be met together, then hold patterns against what is left."""
    exact = [clue for clue in wanted.clues if clue[0] is not Clue.SEAL_PATTERN]
    patterns = [clue for clue in wanted.clues if clue[0] is Clue.SEAL_PATTERN]
    found: set[str] | None = None
    if exact:
        query = _listed(*exact[0], most)
        for clue in exact[1:]:
            query = query.where(_CLUE.consignment_id.in_(_named(*clue)))
        found = set(connection.scalars(query))
    for clue in patterns:
        having = _having(connection, clue, _READ)
        found = having if found is None else found & having
    names = found or set()
    shared = dict.fromkeys(wanted.clues, len(names))
    return Found(names if len(names) <= most else set(), shared)


def _having(connection: Connection, clue: tuple[Clue, str], most: int) -> set[str]:
    kind, value = clue
    if kind is not Clue.SEAL_PATTERN:
        return set(connection.scalars(_listed(kind, value, most)))
    head = pattern_key(value)
    query = (
        select(_CLUE.value, _CLUE.consignment_id)
        .join(schema.box, _BOX.consignment_id == _CLUE.consignment_id)
        .where(_CLUE.value >= head, _CLUE.value < head + _LAST, _CLUE.kind == Clue.SEAL.value)
        .where(schema.LISTED)
        .distinct()
        .limit(_READ + 1)
    )
    rows = connection.execute(query).all()
    if len(rows) > _READ:
        return {row.consignment_id for row in rows}
    return {row.consignment_id for row in rows if fnmatchcase(row.value, value)}


def _listed(kind: Clue, value: str, most: int) -> Select[Any]:
    return (
        select(_CLUE.consignment_id)
        .join(schema.box, _BOX.consignment_id == _CLUE.consignment_id)
        .where(_CLUE.value == value, _CLUE.kind == kind.value, schema.LISTED)
        .distinct()
        .limit(most + 1)
    )


def _named(kind: Clue, value: str) -> Select[Any]:
    other = schema.clue.alias()
    return select(other.c.consignment_id).where(other.c.value == value, other.c.kind == kind.value)
