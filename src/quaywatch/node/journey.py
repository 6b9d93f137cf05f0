"""The journey strip: what was seen of a container, beside where it was declared to go."""

from collections.abc import Sequence
from datetime import datetime

import msgspec

from quaywatch.cargo import Consignment, MovementKind
from quaywatch.cargo.identifiers import unlocode
from quaywatch.node.instants import restored
from quaywatch.node.stays import Moved

DECLARED = "declared"
"""Kind of a stop that only the declaration names."""

_GAP_US = 21 * 86_400_000_000
"""Silence that an ocean leg does not explain."""
_LOADED = MovementKind.LOADED
_DISCHARGED = MovementKind.DISCHARGED


class Stop(msgspec.Struct, frozen=True, kw_only=True):
    """One step; a `gap` stands for a time or a place of which nothing is known."""

    at: datetime | None = None
    kind: str
    classifier: str | None = None
    location: str | None = None
    location_name: str | None = None
    facility: str | None = None
    gap: bool = False


def journey(consignment: Consignment, moved: Sequence[Moved]) -> list[Stop]:
    """Merge movements and the declared route.

    Of each place and kind the last word counts. A declared place at which nothing was seen stands
    at its turn in the route; a stay that began without the container having been seen to leave the
    place before, or a long silence, is a gap.
    """
    seen = _last_words(moved)
    stops: list[Stop] = []
    waiting = _unseen(consignment, {m.location for m in seen})
    route = _route(consignment)
    before: Moved | None = None
    for movement in seen:
        place = route.index(movement.location) if movement.location in route else -1
        while waiting and 0 <= route.index(waiting[0]) < place:
            stops.append(_declared(waiting.pop(0)))
        if before is not None and _missing(before, movement):
            stops.append(Stop(kind=DECLARED, gap=True))
        stops.append(_stop(movement))
        before = movement
    stops.extend(_declared(place) for place in waiting)
    return stops


def _last_words(moved: Sequence[Moved]) -> list[Moved]:
    latest: dict[tuple[str, str], Moved] = {}
    for movement in moved:
        latest[movement.kind, movement.location] = movement
    return sorted(latest.values(), key=lambda m: (m.at, m.position, m.place))


def _missing(before: Moved, after: Moved) -> bool:
    silent = after.at - before.at > _GAP_US and before.kind != _LOADED
    moved_unseen = (
        before.location != after.location and after.kind == _DISCHARGED and before.kind != _LOADED
    )
    return silent or moved_unseen


def _route(consignment: Consignment) -> list[str]:
    route = consignment.route
    places = (
        route.place_of_receipt,
        route.port_of_loading,
        *route.transhipment_ports,
        route.port_of_discharge,
        route.place_of_delivery,
    )
    return list(dict.fromkeys(place for place in places if place))


def _unseen(consignment: Consignment, seen: set[str]) -> list[str]:
    return [place for place in _route(consignment) if place not in seen]


def _declared(place: str) -> Stop:
    return Stop(kind=DECLARED, location=place, location_name=unlocode.name(place))


def _stop(movement: Moved) -> Stop:
    return Stop(
        at=restored(movement.at),
        kind=movement.kind,
        classifier=movement.classifier,
        location=movement.location or None,
        location_name=unlocode.name(movement.location) if movement.location else None,
        facility=movement.facility or None,
    )
