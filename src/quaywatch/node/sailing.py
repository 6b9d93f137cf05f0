"""Until when boxes can still be stopped where they are to be loaded."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row

from quaywatch.cargo import CallKind, TransportCall
from quaywatch.inspections.limits import Closing, closes_before
from quaywatch.node.calls import calls_of, ships
from quaywatch.node.instants import NEVER, restored, stored

_SLIPS = timedelta(days=7)
"""By how much a vessel may leave before or after what was declared."""

_Sailing = tuple[str, str, str, int]


def cutoffs(
    connection: Connection,
    rows: Sequence[Row[*tuple[Any, ...]]],
    closings: Sequence[Closing],
    now: datetime,
) -> dict[str, datetime]:
    """Return, by box, when the vessel closes on which it is to be loaded.

    A box that was seen aboard, or whose vessel has closed, is under way and has none. The last word
    on the vessel's departure counts, else what was declared with the bill.

    Args:
        connection: to the derived tables.
        rows: [box_id, vessel_name, voyage, port_of_loading, departure_at, loaded].
        closings: how long before departure terminals close, where no call names the instant.
        now: what lies before it is over.

    """
    sailings: defaultdict[_Sailing, list[str]] = defaultdict(list)
    for row in rows:
        if not row.loaded and row.departure_at > stored(now - _SLIPS) and row.departure_at != NEVER:
            key = (row.vessel_name, row.voyage, row.port_of_loading, row.departure_at)
            sailings[key].append(row.box_id)
    found: dict[str, datetime] = {}
    for sailing, boxes in sorted(sailings.items()):
        closes = _closes(_departure(connection, sailing), sailing, closings)
        if closes is not None and closes > now:
            found.update(dict.fromkeys(boxes, closes))
    return found


def _departure(connection: Connection, sailing: _Sailing) -> TransportCall | None:
    """Return the last word on a departure."""
    vessel, voyage, port, declared = sailing
    named = ships(None, vessel)
    slips = _SLIPS // timedelta(microseconds=1)
    told = calls_of(connection, named, {port}, declared - slips, declared + slips) if named else []
    departures = [
        (row.position, row.place, call)
        for row, call in told
        if call.kind is CallKind.DEPARTURE and (not voyage or call.voyage in (None, voyage))
    ]
    return max(departures, key=lambda each: each[:2])[2] if departures else None


def _closes(
    call: TransportCall | None, sailing: _Sailing, closings: Sequence[Closing]
) -> datetime | None:
    if call is not None and call.closing_at is not None:
        return call.closing_at
    *_, port, declared = sailing
    leaves = restored(declared) if call is None else call.at
    terminal = (call.facility or "") if call is not None else ""
    return None if leaves is None else leaves - closes_before(closings, port, terminal)
