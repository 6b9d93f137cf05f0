"""What holds consignments together: parties, telephones, addresses and containers they share."""

from collections.abc import Collection, Iterable
from typing import Any

from sqlalchemy import Connection, select

from quaywatch.node import schema
from quaywatch.node.among import rows_among
from quaywatch.node.changes import Row
from quaywatch.node.texts import kept

_MOST = 200
"""Consignments on the list under one key, beyond which it is a hub and tells nothing."""

MOST_MENTIONS = 2000
"""Mentions, in all that was ever filed, of which the same is true."""
_CONSIGNMENT = schema.box.c.consignment_id
_LISTED = select(_CONSIGNMENT).where(schema.LISTED).distinct()


def tie_rows(consignment_id: str, keys: Any) -> list[Row]:
    """Return the rows of a consignment with these keys (`history.keys.Key`)."""
    return [
        {"key": int(keys[kind]), "kind": kind, "consignment_id": consignment_id}
        for kind in _kinds()
        if keys[kind]
    ]


def tied(connection: Connection, finds: Iterable[Any]) -> set[str]:
    """Return the consignments on the list that share something with boxes of these keys."""
    asked = {(int(keys[kind]), kind) for keys in finds for kind in _kinds() if keys[kind]}
    found: set[str] = set()
    for key, kind in sorted(asked):
        names = set(connection.scalars(_sharing(key, kind)))
        if len(names) <= _MOST:
            found |= names
    return found


def listed(connection: Connection, names: Collection[str]) -> set[str]:
    """Return those of some consignments that are on the list; none where they are too many."""
    named = {kept(name) for name in names}
    found = {r.consignment_id for r in rows_among(connection, _LISTED, _CONSIGNMENT, named)}
    return found if len(found) <= _MOST else set()


def _sharing(key: int, kind: int) -> Any:
    tie, box = schema.tie.c, schema.box.c
    return (
        select(tie.consignment_id)
        .join(schema.box, box.consignment_id == tie.consignment_id)
        .where(tie.key == key, tie.kind == kind, schema.LISTED)
        .distinct()
        .limit(_MOST + 1)
    )


def _kinds() -> tuple[int, ...]:
    from quaywatch.history.keys import Key

    return tuple(
        int(key)
        for key in (
            Key.CONSIGNEE,
            Key.CONSIGNOR,
            Key.NOTIFY_PARTY,
            Key.TELEPHONE,
            Key.ADDRESS,
            Key.CONTAINER,
        )
    )
