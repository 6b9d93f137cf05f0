"""A request that was sent again over a bad line: what it came to before."""

from typing import Any, Protocol, TypeVar

import msgspec
from sqlalchemy import Connection, select

from quaywatch.ledger.acts import Act, Refused
from quaywatch.ledger.schema import event


class _Fact(Protocol):
    @property
    def request(self) -> str | None:
        """What the request said (see `ledger.acts.Sent`)."""
        ...


class _Said(msgspec.Struct):
    request: str | None = None


_REQUESTS = msgspec.json.Decoder(_Said)
F = TypeVar("F", bound=_Fact)


def earlier(
    connection: Connection, act: Act, facts: msgspec.json.Decoder[F], reused: Refused[Any]
) -> F | None:
    """Return the payload that this very request came to, if it came before.

    Raises `reused` where its key was sent with another request.
    """
    if act.sent is None:
        return None
    query = select(event.c.payload).where(event.c.key == act.sent.event_key(act.actor))
    payload = connection.scalar(query)
    if payload is None:
        return None
    # It may be of another kind altogether: first is seen whether it is this request's.
    if _REQUESTS.decode(payload).request != act.sent.digest:
        raise reused
    return facts.decode(payload)
