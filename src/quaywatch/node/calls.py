"""Where ships call: joined to the trips of the boxes that they carry."""

import re
from collections.abc import Collection, Iterable, Iterator

import msgspec
from sqlalchemy import Connection, select

from quaywatch.cargo import TransportCall
from quaywatch.node import schema
from quaywatch.node.among import AnyRow, rows_among
from quaywatch.node.changes import Row
from quaywatch.node.facts import Fact
from quaywatch.node.instants import stored
from quaywatch.node.texts import kept

_ENCODER = msgspec.msgpack.Encoder()
_CALLS = msgspec.msgpack.Decoder(TransportCall)
_ROWS = select(schema.call)


def ships(imo_number: str | None, name: str | None) -> set[str]:
    """Return the names under which a ship is found: its number and its name, as far as known."""
    digits = re.sub("[^0-9]", "", kept(imo_number))
    letters = re.sub(r"[\W_]+", "", kept(name)).upper()
    return {text for text in (digits and f"IMO{digits}", letters) if text}


def call_rows(facts: Iterable[Fact]) -> Iterator[Row]:
    """Return the rows of all calls that filings speak of."""
    for fact in facts:
        if fact.filing is None:
            continue
        header = fact.filing.header
        for place, call in enumerate(fact.filing.calls):
            row: Row = {
                "position": fact.position,
                "place": place,
                "at": stored(call.at),
                "location": kept(call.location),
                "format": kept(header.format),
                "sender": kept(header.sender),
                "said": _ENCODER.encode(call),
            }
            yield from ({"ship": ship, **row} for ship in ships(call.imo_number, call.vessel_name))


def calls_of(
    connection: Connection, named: Collection[str], places: Collection[str], from_at: int, to: int
) -> list[tuple[AnyRow, TransportCall]]:
    """Return the calls of ships at some places between two instants, each once, by instant."""
    rows = rows_among(connection, _ROWS, schema.call.c.ship, named)
    found = {
        (row.position, row.place): row
        for row in rows
        if row.location in places and from_at <= row.at <= to
    }
    ordered = sorted(found.values(), key=lambda row: (row.at, row.position, row.place))
    return [(row, _CALLS.decode(row.said)) for row in ordered]
