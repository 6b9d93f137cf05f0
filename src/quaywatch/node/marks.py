"""How well each consignment was declared when it was first filed.

What was put right by an amendment was wrong all the same, so the first version counts. A mark
follows from that version and the checks' versions alone: what others filed does not change it.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping

from sqlalchemy import Connection, select

from quaywatch import checks
from quaywatch.cargo import BillLevel, FilingFunction, PartyRole, to_frames
from quaywatch.node import schema
from quaywatch.node.among import rows_among
from quaywatch.node.changes import Row
from quaywatch.node.entries import Entry
from quaywatch.node.folding import Filed
from quaywatch.node.instants import stored
from quaywatch.node.texts import kept
from quaywatch.scorecards import Dimension, dimension_of

WEEK_US = 7 * 86_400_000_000
_MONDAY_US = 4 * 86_400_000_000
"""The first Monday of 1970 stood four days after its first day."""

_MARKED = select(schema.mark.c.consignment_id)


def week_of(instant: int) -> int:
    """Return the number of the week (from the first Monday of 1970, UTC) of a stored instant."""
    return (instant - _MONDAY_US) // WEEK_US


def marks(
    connection: Connection, filed: Filed, scored: Mapping[tuple[int, int], Collection[str]]
) -> tuple[list[Row], list[Row]]:
    """Return the rows of `mark` and `mark_finding` for consignments that were never filed before.

    `scored` are the findings known of versions, by position and place in their message.
    """
    known = rows_among(connection, _MARKED, schema.mark.c.consignment_id, filed.first.keys())
    seen = {row.consignment_id for row in known}
    new = [entry for name, entry in filed.first.items() if name not in seen]
    found = _findings(new, scored)
    rows = [_mark(e, found[e.consignment_id], filed.known_at[e.position]) for e in new]
    faults: list[Row] = [
        {"consignment_id": entry.consignment_id, "code": code}
        for entry in new
        for code in found[entry.consignment_id]
    ]
    return rows, faults


def _findings(
    new: Iterable[Entry], scored: Mapping[tuple[int, int], Collection[str]]
) -> dict[str, list[str]]:
    """Return the codes that count for each; versions amended at once are checked by themselves."""
    found: dict[str, list[str]] = {}
    unscored: list[Entry] = []
    for entry in new:
        codes = scored.get((entry.position, entry.place))
        if codes is None:
            unscored.append(entry)
            codes = ()
        found[entry.consignment_id] = _counting(codes)
    if unscored:
        frames = to_frames((entry.header, entry.consignment) for entry in unscored)
        spoken: Iterator[tuple[int, str]] = (
            checks.run(frames).select("row", "code").unique().iter_rows()
        )
        for row, code in spoken:
            found[unscored[row].consignment_id] += _counting((code,))
    return {name: sorted(codes) for name, codes in found.items()}


def _counting(codes: Iterable[str]) -> list[str]:
    return [code for code in codes if dimension_of(code) is not None]


def _mark(entry: Entry, codes: Collection[str], known_at: int) -> Row:
    consignment, header = entry.consignment, entry.header
    wrong = {dimension_of(code) for code in codes}
    route, house = consignment.route, consignment.level is BillLevel.HOUSE
    return {
        "consignment_id": entry.consignment_id,
        "position": entry.position,
        "place": entry.place,
        "week": week_of(stored(header.received_at) if header.received_at else known_at),
        "carrier": "" if house else _name(consignment.conveyance.carrier_code),
        "forwarder": _forwarder(entry) if house else "",
        "filer": _name(header.sender),
        "lane": f"{kept(route.port_of_loading)}>{kept(route.port_of_discharge)}",
        "complete": int(Dimension.COMPLETE not in wrong),
        "precise": int(Dimension.PRECISE not in wrong),
        "accurate": int(Dimension.ACCURATE not in wrong),
        "on_time": int(Dimension.ON_TIME not in wrong) if _dated(entry) else None,
        "faults": len(codes),
    }


def _dated(entry: Entry) -> bool:
    """Whether it can be told if the filing came in time."""
    conveyance = entry.consignment.conveyance
    return (
        entry.header.function is FilingFunction.ORIGINAL
        and (conveyance.departure_at is not None or conveyance.arrival_at is not None)
        and bool(entry.consignment.equipment)
    )


def _forwarder(entry: Entry) -> str:
    party = entry.consignment.party(PartyRole.FREIGHT_FORWARDER)
    named = party.name or party.identifier if party else None
    return _name(named or entry.header.sender)


def _name(written: str | None) -> str:
    return " ".join(kept(written).upper().split())
