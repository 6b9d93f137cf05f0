"""The book in the node's database: in the transaction of whoever reads it."""

from collections.abc import Iterable, Sequence
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, insert, select, update

from quaywatch.alliance.taxii.asking import Asked
from quaywatch.alliance.taxii.book import Key, Line, Mark, matches
from quaywatch.ledger.taxii import taxii_line, taxii_mark

_LINE, _MARK = taxii_line.c, taxii_mark.c
_SOME = 500
"""Names that one statement asks for."""


class Shelved:
    """One partner's list of one collection."""

    def __init__(self, connection: Connection, partner: str, collection: str) -> None:
        """Take the transaction: one that writes, and waits its turn."""
        self._connection = connection
        self._names = {"partner": partner, "collection": collection}
        self._mine = (_LINE.partner == partner) & (_LINE.collection == collection)

    def mark(self) -> Mark:
        """Return how far it has come."""
        query = select(_MARK.terms, _MARK.sequence).where(*self._marked())
        row = self._connection.execute(query).first()
        return Mark() if row is None else Mark(terms=row.terms, sequence=row.sequence)

    def last(self) -> Line | None:
        """Return the last line."""
        query = select(taxii_line).where(self._mine).order_by(_LINE.place.desc()).limit(1)
        row = self._connection.execute(query).first()
        return None if row is None else _line(row)

    def latest(self, notice: Key) -> Sequence[Line]:
        """Return the last line of each object of a notice (or of nobody)."""
        origin, name = notice
        query = select(taxii_line).where(
            self._mine, _LINE.origin == origin, _LINE.notice == name, ~_LINE.replaced
        )
        return [_line(row) for row in self._connection.execute(query.order_by(_LINE.place))]

    def append(self, lines: Iterable[Line], mark: Mark) -> None:
        """Write lines at the end, and how far it has come."""
        for line in lines:
            origin, name = line.notice
            same = (_LINE.origin == origin) & (_LINE.notice == name) & (_LINE.object == line.object)
            self._connection.execute(
                update(taxii_line).where(self._mine, same, ~_LINE.replaced).values(replaced=True)
            )
            self._connection.execute(insert(taxii_line).values(self._names | _row(line)))
        values = {"terms": mark.terms, "sequence": mark.sequence}
        done = self._connection.execute(update(taxii_mark).where(*self._marked()).values(values))
        if not done.rowcount:
            self._connection.execute(insert(taxii_mark).values(self._names | values))

    def read(self, asked: Asked, limit: int) -> Sequence[Line]:
        """Return the first lines asked for, of each object the last one only, in order."""
        found: list[Line] = []
        after = asked.after_place
        while len(found) < limit:
            query = (
                select(taxii_line)
                .where(self._mine, _LINE.place > after, ~_LINE.replaced, ~_LINE.dropped)
                .where(*_narrowed(asked))
                .order_by(_LINE.place)
                .limit(limit)
            )
            rows = self._connection.execute(query).all()
            found += [line for line in map(_line, rows) if matches(line, asked)]
            if len(rows) < limit:
                break
            after = rows[-1].place
        return found[:limit]

    def _marked(self) -> tuple[ColumnElement[bool], ...]:
        return tuple(_MARK[name] == value for name, value in self._names.items())


def _narrowed(asked: Asked) -> list[ColumnElement[bool]]:
    """Return what the database can already leave out; the rest is left out by `matches`."""
    found: list[ColumnElement[bool]] = []
    if asked.added_after is not None:
        found.append(_LINE.added_at > asked.added_after)
    if asked.ids is not None and len(asked.ids) <= _SOME:
        found.append(_LINE.object.in_(sorted(asked.ids)))
    if asked.types is not None and len(asked.types) <= _SOME:
        found.append(_LINE.kind.in_(sorted(asked.types)))
    return found


def _row(line: Line) -> dict[str, Any]:
    return {
        "place": line.place,
        "added_at": line.added_at,
        "object": line.object,
        "kind": line.kind,
        "version": line.version,
        "origin": line.notice[0],
        "notice": line.notice[1],
        "digest": line.digest,
        "said": line.said,
        "dropped": line.dropped,
        "replaced": False,
    }


def _line(row: Row[*tuple[Any, ...]]) -> Line:
    return Line(
        place=row.place,
        added_at=row.added_at,
        object=row.object,
        version=row.version,
        notice=(row.origin, row.notice),
        digest=row.digest,
        said=row.said,
        dropped=row.dropped,
    )
