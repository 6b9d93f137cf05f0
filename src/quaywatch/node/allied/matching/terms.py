"""The terms of matching in force, what is held for it, and what there is to ask about."""

from datetime import date

from sqlalchemy import Connection, select

from quaywatch.alliance import Notice
from quaywatch.alliance.accords import Publication, Terms, Topic
from quaywatch.alliance.handling import Purpose
from quaywatch.alliance.matching import Item, canaries, of_consignments, of_notices
from quaywatch.node import known, schema
from quaywatch.node.allied import settled
from quaywatch.node.allied.gate import Gate

_AT_ONCE = 500


def terms(connection: Connection, node: str, today: date) -> Terms | None:
    """Return the terms with a partner that are in force, as far as its agreement goes.

    Purposes for which there is no ground any more are not among them; without an agreement in
    force there are none.
    """
    found = settled.life(connection, Topic.MATCHING, node)
    agreement = settled.agreements(connection).get(node)
    if found is None or not isinstance(found.in_force, Terms) or agreement is None:
        return None
    if min(found.in_force.until, agreement.until) < today:
        return None
    made = found.in_force
    return Terms(
        node=made.node,
        they_ask=made.they_ask & agreement.purposes,
        we_ask=made.we_ask & agreement.purposes,
        counts_only=made.counts_only,
        per_day=made.per_day,
        until=min(made.until, agreement.until),
    )


def match_only(connection: Connection) -> list[Notice]:
    """Return the own notices that go to nobody who does not hold one of their things."""
    found = (life.in_force for life in settled.lives(connection, Topic.NOTICE))
    return [one.notice for one in found if isinstance(one, Publication) and one.match_only]


def held_for(
    connection: Connection, gate: Gate, node: str, partner: str, purpose: Purpose, today: date
) -> set[Item]:
    """Return what a partner may find out to be held here, for a purpose, if it has it too."""
    agreement = settled.agreements(connection).get(partner)
    if agreement is None:
        return set()
    found = of_notices(
        match_only(connection),
        agreement.partner,
        gate.policy(connection),
        node,
        today,
        purpose,
    )
    return found | canaries.canaries(connection)


def with_item(
    connection: Connection, gate: Gate, node: str, partner: str, item: Item, today: date
) -> list[Notice]:
    """Return the notices that could be told to a partner that holds an item."""
    agreement = settled.agreements(connection).get(partner)
    if agreement is None:
        return []
    policy = gate.policy(connection)
    return [
        one
        for one in match_only(connection)
        if item in of_notices([one], agreement.partner, policy, node, today)
    ]


def on_hand(connection: Connection) -> set[Item]:
    """Return what there is to ask about: things of the consignments on the work list."""
    box = schema.box.c
    query = select(box.consignment_id).where(box.listed == 1, box.cancelled == 0).distinct()
    names = sorted(connection.scalars(query))
    found = set[Item]()
    for at in range(0, len(names), _AT_ONCE):
        entries = known.entries(connection, names[at : at + _AT_ONCE])
        found |= of_consignments(one.consignment for one in entries.values())
    return found
