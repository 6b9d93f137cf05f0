"""Rows of facts that stand for themselves: looks at dossiers, quarantine, plans."""

import msgspec

from quaywatch.node.allied.facts import AllyLook
from quaywatch.node.changes import Row
from quaywatch.node.facts import Delivered, Fact, Look, Notice, PhotoTaken, Plan, Quarantined
from quaywatch.node.instants import stored
from quaywatch.node.texts import kept

_ALLY_LOOKS = msgspec.json.Decoder(AllyLook)
_LOOKS = msgspec.json.Decoder(Look)
_QUARANTINED = msgspec.json.Decoder(Quarantined)
_PLANS = msgspec.json.Decoder(Plan)
_PHOTOS = msgspec.json.Decoder(PhotoTaken)
_NOTICES = msgspec.json.Decoder(Notice)
_DELIVERED = msgspec.json.Decoder(Delivered)


def look_row(fact: Fact) -> Row:
    """Return the row of a look at a dossier."""
    return {
        "position": fact.position,
        "box_id": _LOOKS.decode(fact.payload).box_id,
        "actor": fact.actor,
        "at": stored(fact.known_at),
    }


def ally_look_row(fact: Fact) -> Row:
    """Return the row of a look at a notice."""
    return {
        "position": fact.position,
        "name": _ALLY_LOOKS.decode(fact.payload).name,
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
    plan = _PLANS.decode(fact.payload)
    return {"day": plan.day.isoformat(), "number": plan.draw, "made": fact.payload}


def explored_rows(fact: Fact) -> tuple[tuple[str, ...], list[Row]]:
    """Return a day's picks, and the rows of those that the ranking had left out."""
    plan = _PLANS.decode(fact.payload)
    rows: list[Row] = [
        {"box_id": box, "stratum": told.stratum} for box, told in plan.explored.items()
    ]
    return plan.picked, rows


def photo_row(fact: Fact) -> Row:
    """Return the row of a picture of a box."""
    said = _PHOTOS.decode(fact.payload)
    return {
        "box_id": said.box_id,
        "digest": said.digest,
        "position": fact.position,
        "media_type": said.media_type,
        "size": said.size,
        "taken_by": fact.actor,
        "at": stored(fact.known_at),
    }


def notice_row(fact: Fact) -> Row:
    """Return the row of what a carrier or a terminal is told."""
    said = _NOTICES.decode(fact.payload)
    return {
        "position": fact.position,
        "box_id": said.box_id,
        "told": said.told.value,
        "recipient": kept(said.recipient),
        "format": said.format,
        "media_type": said.media_type,
        "name": said.name,
        "made_at": stored(fact.known_at),
    }


def delivered_row(fact: Fact) -> Row:
    """Return the row of a notice that was handed over."""
    position = _DELIVERED.decode(fact.payload).position
    return {"position": position, "at": stored(fact.known_at)}
