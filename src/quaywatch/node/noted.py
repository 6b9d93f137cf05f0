"""Rows of facts that stand for themselves: looks at dossiers, quarantine, plans."""

import msgspec

from quaywatch.node.changes import Row
from quaywatch.node.facts import Fact, Look, Plan, Quarantined
from quaywatch.node.instants import stored
from quaywatch.node.texts import kept

_LOOKS = msgspec.json.Decoder(Look)
_QUARANTINED = msgspec.json.Decoder(Quarantined)
_PLANS = msgspec.json.Decoder(Plan)


def look_row(fact: Fact) -> Row:
    """Return the row of a look at a dossier."""
    return {
        "position": fact.position,
        "box_id": _LOOKS.decode(fact.payload).box_id,
        "actor": fact.actor,
        "at": stored(fact.known_at),
    }


def quarantine_row(fact: Fact) -> Row:
    """Return the row of bytes that could not be read."""
    said = _QUARANTINED.decode(fact.payload)
    return {
        "position": fact.position,
        "received_at": stored(fact.known_at),
        "sender": kept(said.sender),
        "problems": msgspec.json.encode(said.problems),
    }


def plan_row(fact: Fact) -> Row:
    """Return the row of a day's selection."""
    day = _PLANS.decode(fact.payload).day
    return {"day": day.isoformat(), "made": fact.payload}
