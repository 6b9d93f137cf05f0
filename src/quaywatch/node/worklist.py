"""The work list: windows, counts and ranks."""

from collections import OrderedDict
from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, TypeVar

import msgspec
from sqlalchemy import Connection, Row, Select, and_, func, or_, select

from quaywatch.cargo import Reason
from quaywatch.node import schema
from quaywatch.node.instants import restored
from quaywatch.node.query import LARGEST_PAGE, Filters, Query, Sort
from quaywatch.node.ranks import Ranks
from quaywatch.node.state import State

_KEPT = 32
_COMMON = 8
"""Filters that more than one box in so many meets are walked, not looked up."""
_STRONGEST = msgspec.json.Decoder(list[Reason])

T = TypeVar("T")


class Line(msgspec.Struct, frozen=True, kw_only=True):
    """One box on the work list; a text that is not known is empty."""

    box_id: str
    rank: int
    probability: float
    equipment_number: str
    size_type: str
    consignment_id: str
    reference: str
    level: str
    consignor: str
    consignee: str
    description: str
    hs_code: str
    gross_mass_kg: float | None
    carrier_code: str
    port_of_loading: str
    port_of_discharge: str
    vessel_name: str
    voyage: str
    terminal: str
    arrival_at: datetime | None
    deadline_at: datetime | None
    finding_count: int
    strongest: list[Reason]
    basis: str
    status: str
    held_by: str
    version: int


class Page(msgspec.Struct, frozen=True, kw_only=True):
    """A window on the work list."""

    total: int
    offset: int
    lines: list[Line]
    as_of: datetime


class WorkList:
    """Reads the box table; what was counted is kept until the list changes."""

    def __init__(self, state: State) -> None:
        self._state = state
        self._kept: OrderedDict[object, tuple[int, Any]] = OrderedDict()

    def page(self, connection: Connection, query: Query, as_of: datetime) -> Page:
        """Return a window; its limit is cut to `LARGEST_PAGE`."""
        total = self._total(connection, query.filters)
        common = total * _COMMON > len(self._state.ranks)
        conditions = query.filters.conditions(connection.dialect, common=common)
        matching = select(schema.box).where(schema.LISTED, *conditions)
        rows = connection.execute(
            _ordered(matching, query)
            .offset(max(query.offset, 0))
            .limit(min(max(query.limit, 0), LARGEST_PAGE))
        ).all()
        ranks = self._page_ranks(connection, query, rows)
        return Page(
            total=total,
            offset=query.offset,
            lines=[line(row, rank) for row, rank in zip(rows, ranks, strict=True)],
            as_of=as_of,
        )

    def boxes(self, connection: Connection, box_ids: Sequence[str]) -> list[Line]:
        """Return boxes in the order given, ranked among all on the list."""
        query = select(schema.box).where(schema.box.c.box_id.in_(box_ids))
        found = {row.box_id: row for row in connection.execute(query)}
        rows = [found[box] for box in box_ids if box in found]
        return [line(row, self._state.ranks.rank(row.probability, row.box_id)) for row in rows]

    def options(self, connection: Connection) -> dict[str, list[tuple[str, int]]]:
        """Return the values that each filter can take with their counts, most frequent first."""
        return self._keep("options", lambda: _options(connection))

    def neighbours(
        self, connection: Connection, box_id: str, query: Query
    ) -> tuple[str | None, str | None]:
        """Return the boxes above and below this one in the list as asked for."""
        column = schema.box.c[query.sort.value]
        value = connection.scalar(select(column).where(schema.box.c.box_id == box_id))
        if value is None:
            return None, None
        above = _next(connection, query, value, box_id, descending=not query.descending)
        below = _next(connection, query, value, box_id, descending=query.descending)
        return above, below

    def _page_ranks(
        self, connection: Connection, query: Query, rows: Sequence[Row[*tuple[Any, ...]]]
    ) -> list[int]:
        if query.sort is Sort.PROBABILITY and query.descending:
            return list(range(query.offset + 1, query.offset + 1 + len(rows)))
        ranks = self._ranks(connection, query.filters)
        return [ranks.rank(row.probability, row.box_id) for row in rows]

    def _ranks(self, connection: Connection, filters: Filters) -> Ranks:
        if filters == Filters():
            return self._state.ranks
        box = schema.box.c
        matching = select(box.probability, box.box_id).where(
            schema.LISTED, *filters.conditions(connection.dialect)
        )
        return self._keep(
            ("ranks", filters),
            lambda: Ranks((row.probability, row.box_id) for row in connection.execute(matching)),
        )

    def _total(self, connection: Connection, filters: Filters) -> int:
        if filters == Filters():
            return len(self._state.ranks)
        matching = (
            select(func.count())
            .select_from(schema.box)
            .where(schema.LISTED, *filters.conditions(connection.dialect))
        )
        return self._keep(("total", filters), lambda: connection.scalar(matching) or 0)

    def _keep(self, key: object, make: Callable[[], T]) -> T:
        revision = self._state.revision
        kept = self._kept.get(key)
        if kept is not None and kept[0] == revision:
            return kept[1]
        made = make()
        self._kept[key] = (revision, made)
        self._kept.move_to_end(key)
        while len(self._kept) > _KEPT:
            self._kept.popitem(last=False)
        return made


def line(row: Row[*tuple[Any, ...]], rank: int) -> Line:
    """Return a row of the box table as a line of rank `rank`."""
    values = {name: getattr(row, name) for name in _PLAIN}
    return Line(
        rank=rank,
        arrival_at=restored(row.arrival_at),
        deadline_at=restored(row.deadline_at),
        strongest=_STRONGEST.decode(row.reasons),
        **values,
    )


_PLAIN = [
    name
    for name in Line.__struct_fields__
    if name not in {"rank", "arrival_at", "deadline_at", "strongest"}
]


def _ordered(matching: Select[*tuple[Any, ...]], query: Query) -> Select[*tuple[Any, ...]]:
    column, name = schema.box.c[query.sort.value], schema.box.c.box_id
    if query.descending:
        return matching.order_by(column.desc(), name.desc())
    return matching.order_by(column, name)


def _next(
    connection: Connection, query: Query, value: object, box_id: str, *, descending: bool
) -> str | None:
    column, name = schema.box.c[query.sort.value], schema.box.c.box_id
    if descending:
        beyond = or_(column < value, and_(column == value, name < box_id))
        order = (column.desc(), name.desc())
    else:
        beyond = or_(column > value, and_(column == value, name > box_id))
        order = (column, name)
    conditions = query.filters.conditions(connection.dialect)
    found = select(name).where(schema.LISTED, beyond, *conditions).order_by(*order).limit(1)
    return connection.scalar(found)


def _options(connection: Connection) -> dict[str, list[tuple[str, int]]]:
    names = ("status", "basis", "port_of_loading", "terminal", "carrier_code")
    counted = {name: _counts(connection, name) for name in names}
    code = schema.box_finding.c.code
    found = (
        select(code, func.count().label("boxes"))
        .join(schema.box, schema.box.c.box_id == schema.box_finding.c.box_id)
        .where(schema.LISTED)
        .group_by(code)
    )
    counted["finding"] = [(row.code, row.boxes) for row in connection.execute(found)]
    return {
        name: sorted(options, key=lambda option: (-option[1], option[0]))
        for name, options in counted.items()
    }


def _counts(connection: Connection, name: str) -> list[tuple[str, int]]:
    column = schema.box.c[name]
    query = select(column, func.count()).where(schema.LISTED, column != "").group_by(column)
    return [(value, count) for value, count in connection.execute(query)]
