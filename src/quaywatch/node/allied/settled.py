"""What is settled about sharing, as rows, and what of it is in force."""

from collections.abc import Collection, Sequence

import msgspec
from sqlalchemy import Connection, select

from quaywatch.alliance.accords import (
    Agreement,
    Life,
    PolicyText,
    Stage,
    StandingOrder,
    Topic,
    named,
    stream,
)
from quaywatch.alliance.policy import Policy
from quaywatch.node import schema
from quaywatch.node.changes import Row
from quaywatch.node.facts import Fact, event_of
from quaywatch.node.instants import stored

_LIVES = msgspec.json.Decoder(Life)
_TABLE = schema.accord


def lives(connection: Connection, topic: Topic) -> list[Life]:
    """Return all matters of a sort, by name."""
    query = select(_TABLE.c.record).where(_TABLE.c.topic == topic.value).order_by(_TABLE.c.name)
    return [_LIVES.decode(record) for record in connection.scalars(query)]


def life(connection: Connection, topic: Topic, name: str) -> Life | None:
    """Return one matter, None where it was never proposed."""
    query = select(_TABLE.c.record).where(_TABLE.c.name == stream(topic, name))
    record = connection.scalar(query)
    return None if record is None else _LIVES.decode(record)


def records(connection: Connection, matters: Collection[tuple[Topic, str]]) -> dict[str, bytes]:
    """Return matters as they are kept, by stream: the same bytes where nothing was decided."""
    wanted = [stream(*one) for one in matters]
    query = select(_TABLE.c.name, _TABLE.c.record).where(_TABLE.c.name.in_(wanted))
    return {row.name: row.record for row in connection.execute(query)}


def agreements(connection: Connection) -> dict[str, Agreement]:
    """Return the agreements in force, by node."""
    found = (one.in_force for one in lives(connection, Topic.PARTNER))
    return {one.node: one for one in found if isinstance(one, Agreement)}


def orders(connection: Connection) -> list[StandingOrder]:
    """Return the standing orders in force."""
    found = (one.in_force for one in lives(connection, Topic.STANDING))
    return [one for one in found if isinstance(one, StandingOrder)]


def policy_text(connection: Connection) -> str | None:
    """Return the policy in force as text; None where it is the one that every node starts with.

    While it is suspended there is none, and nothing goes out.
    """
    found = life(connection, Topic.POLICY, "sharing")
    if found is None or found.last_in_force is None:
        return None
    return found.in_force.text if isinstance(found.in_force, PolicyText) else ""


class Policies:
    """Policies that were read once stay read; safe to use from many threads."""

    def __init__(self) -> None:
        self._default = Policy.default()
        self._last: Policy = self._default

    def in_force(self, connection: Connection) -> Policy:
        """Return the policy that counts as of the connection's last event."""
        text = policy_text(connection)
        if text is None:
            return self._default
        last = self._last
        if last.text != text:
            last = self._last = Policy(text)
        return last


def folded(connection: Connection, facts: Sequence[Fact]) -> list[Life]:
    """Return the matters that facts speak of, as they are after them."""
    known: dict[tuple[Topic, str], Life] = {}
    for fact in facts:
        key = named(fact.stream)
        if key is not None:
            before = known.get(key) or life(connection, *key) or Life(topic=key[0], name=key[1])
            known[key] = before.apply(event_of(fact))
    return [known[key] for key in sorted(known)]


def accord_row(life: Life) -> Row:
    """Return the row of a matter."""
    return {
        "topic": life.topic.value,
        "name": stream(life.topic, life.name),
        "record": msgspec.json.encode(life, order="deterministic"),
        "stage": life.stage.value,
        "waits": int(life.proposed is not None and life.stage is not Stage.ENDED),
        "changed_at": stored(life.history[-1].at),
    }
