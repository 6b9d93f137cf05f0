"""The conversations that a batch of facts carries on."""

from collections.abc import Collection, Iterable

import msgspec
from sqlalchemy import Connection, select

from quaywatch.node import schema
from quaywatch.node.among import rows_among
from quaywatch.node.facts import Fact, event_of
from quaywatch.requests import Request, request_of

_REQUESTS = msgspec.json.Decoder(Request)
_STANDING = select(schema.request.c.request_id, schema.request.c.record)


def folded(connection: Connection, facts: Iterable[Fact]) -> list[Request]:
    """Return the requests that `facts` touch, with these facts worked in."""
    streams = [(name, fact) for fact in facts if (name := request_of(fact.stream)) is not None]
    requests = standing(connection, {name for name, _ in streams})
    for name, fact in streams:
        request = requests.get(name) or Request(request_id=name)
        requests[name] = request.apply(event_of(fact), fact.position)
    return [requests[name] for name in sorted(requests)]


def standing(connection: Connection, names: Collection[str]) -> dict[str, Request]:
    """Return requests by name, as of the last event."""
    rows = rows_among(connection, _STANDING, schema.request.c.request_id, names)
    return {row.request_id: _REQUESTS.decode(row.record) for row in rows}
