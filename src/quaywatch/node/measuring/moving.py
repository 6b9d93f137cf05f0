"""A container's journey as its actual events tell it."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import msgspec

from quaywatch.cargo import Classifier, Movement, MovementKind
from quaywatch.norms.measures.facts import Leg

_GATE = frozenset({MovementKind.GATE_OUT, MovementKind.PICKED_UP})


class Journey(msgspec.Struct, frozen=True, kw_only=True):
    """When it was loaded, came and left, and by which ships' parts."""

    loaded_at: datetime | None
    discharged_at: datetime | None
    left_at: datetime | None
    legs: tuple[Leg, ...]


def journey(says: Iterable[Movement], origin: str, port: str) -> Journey:
    """Return the journey from a port of loading to one of discharge (UN/LOCODE).

    What was told several times counts once; an event that names no place is taken for the end that
    its kind speaks of.
    """
    actual = sorted(
        (one for one in says if one.classifier is Classifier.ACTUAL), key=lambda one: one.at
    )
    loaded = _first(actual, MovementKind.LOADED, origin)
    discharged = _first(actual, MovementKind.DISCHARGED, port)
    return Journey(
        loaded_at=loaded,
        discharged_at=discharged,
        left_at=_left(actual, port, discharged),
        legs=_legs(actual),
    )


def _first(actual: Sequence[Movement], kind: MovementKind, place: str) -> datetime | None:
    found = (one.at for one in actual if one.kind is kind and (one.location or place) == place)
    return next(found, None)


def _left(actual: Sequence[Movement], port: str, came: datetime | None) -> datetime | None:
    """Return when it left the port by the gate or, once discharged, by another ship."""
    for one in actual:
        if (one.location or port) != port:
            continue
        after = came is not None and one.at >= came
        if one.kind in _GATE and (after or came is None):
            return one.at
        if one.kind is MovementKind.LOADED and after:
            return one.at
    return None


def _legs(actual: Sequence[Movement]) -> tuple[Leg, ...]:
    legs: list[Leg] = []
    last: tuple[MovementKind, str | None] | None = None
    for one in actual:
        said = (one.kind, one.location)
        if said == last or one.kind not in (MovementKind.LOADED, MovementKind.DISCHARGED):
            continue
        last = said
        if one.kind is MovementKind.LOADED:
            legs.append(Leg(loaded=one.location))
        elif legs and legs[-1].discharged is None:
            legs[-1] = msgspec.structs.replace(legs[-1], discharged=one.location)
        else:
            legs.append(Leg(discharged=one.location))
    return tuple(legs)
