"""315: what happened to a container; 350, 353, 358: what customs and carriers say of one."""

from quaywatch.cargo.movement import Classifier, Movement, MovementKind
from quaywatch.cargo.problem import Severity
from quaywatch.cargo.transport_call import CallKind, TransportCall
from quaywatch.formats.x12.bill import place, route
from quaywatch.formats.x12.manifest import STATUS, conveyance
from quaywatch.formats.x12.parties import seals
from quaywatch.formats.x12.said import Fault, Group, Said
from quaywatch.formats.x12.segments import Segment
from quaywatch.formats.x12.values import container, instant

KINDS = {
    "I": MovementKind.GATE_IN,
    "OA": MovementKind.GATE_OUT,
    "AE": MovementKind.LOADED,
    "UV": MovementKind.DISCHARGED,
    "VA": MovementKind.ARRIVED,
    "VD": MovementKind.DEPARTED,
    "EE": MovementKind.PICKED_UP,
    "RD": MovementKind.DROPPED_OFF,
    "CT": MovementKind.RELEASED,
    "CU": MovementKind.RELEASED,
}
"""Shipment status codes (data element 157) that have a kind; others are noted and left."""

_HELD = {"H": MovementKind.HELD, "I": MovementKind.RELEASED}
"""Second character of a disposition (data element 35): held, hold removed."""

_ENTERED = frozenset({"1C"})
_REPORTED = {"3": MovementKind.ARRIVED, "7": MovementKind.DEPARTED}
"""Notification entity qualifiers (1497) of a container: arrived, exported."""


def container_status(group: Group) -> Said:
    """Read a whole 315."""
    event = group.first("B4")
    if event is None:
        message = "the set holds no event (B4)"
        return Said(faults=[Fault("event.missing", message, group.segments[0], Severity.ERROR)])
    number = container(event.get(7), event.get(8), event.get(13))
    at, kind = instant(event.get(4), event.get(5)), KINDS.get(event.get(3))
    if not number or at is None:
        lacking = "a container" if not number else f"a date ({event.get(4)!r})"
        message = f"the event lacks {lacking}"
        return Said(faults=[Fault("event.incomplete", message, event, Severity.ERROR)])
    if kind is None:
        message = f"status {event.get(3)!r} is no movement"
        return Said(faults=[Fault("event.other", message, event, Severity.INFO)])
    references = {n9.get(1): n9.get(2) for n9 in reversed(group.all("N9"))}
    places = {loop[0].get(1): loop for loop in reversed(group.loops("R4", frozenset({"K1"})))}
    ship = group.first("Q2")
    packed = event.get(9)
    movement = Movement(
        equipment_number=number,
        kind=kind,
        classifier=Classifier.ACTUAL,
        at=at,
        location=_location(event, places),
        facility=_facility(event, places),
        vessel_name=(ship.get(13) or None) if ship else None,
        voyage=(ship.get(9) or None) if ship else None,
        packed={"E": False, "L": True}.get(packed),
        imo_number=(ship.get(1) or None) if ship and ship.get(12) in ("", "L") else None,
        size_type=event.get(10) or None,
        seals=seals(group.all("M7")),
        transport_document=references.get("BM"),
        booking=references.get("BN"),
        route=route(places) if places else None,
    )
    return Said(movements=[movement])


def _location(event: Segment, places: dict[str, list[Segment]]) -> str | None:
    """Return where it happened: the code of the event, or of the activity location (R4 5)."""
    if event.get(12) == "UN" and event.get(11):
        return event.get(11)
    here = places.get("5")
    return place(here) if here and here[0].get(2) == "UN" else None


def _facility(event: Segment, places: dict[str, list[Segment]]) -> str | None:
    if event.get(12) != "UN" and event.get(11):
        return event.get(11)
    here = places.get("5")
    return (here[0].get(6) or None) if here else None


def customs_status(group: Group) -> Said:
    """Read one release or hold (X4) of a 350; one that names no container says nothing here."""
    event = group.segments[0]
    if event.tag != "X4":
        return Said()
    code, at = event.get(7), instant(event.get(5), event.get(6))
    kind = MovementKind.RELEASED if code in _ENTERED else _HELD.get(code[1:2])
    boxes = [container(event.get(11), event.get(12))] if event.get(12) else []
    boxes += [container(n7.get(1), n7.get(2), n7.get(18)) for n7 in group.all("N7")]
    if kind is None or not boxes or at is None:
        message = f"disposition {code!r} of bill {event.get(1)!r} holds and releases no container"
        return Said(faults=[Fault("event.other", message, event, Severity.INFO)])
    ship, port = conveyance(group), group.first("P4")
    return Said(
        movements=[
            Movement(
                equipment_number=box,
                kind=kind,
                classifier=Classifier.ACTUAL,
                at=at,
                location=(port.get(1) or None) if port else None,
                vessel_name=ship.vessel_name,
                voyage=ship.voyage,
                imo_number=ship.imo_number,
                carrier_code=event.get(9) or ship.carrier_code,
                transport_document=event.get(1) or None,
            )
            for box in dict.fromkeys(boxes)
        ]
    )


def customs_event(group: Group) -> Said:
    """Read one notice (M15) of a 353; of bills and in-bond movements it says nothing here."""
    event = group.segments[0]
    if event.tag != "M15":
        return Said()
    kind, at = _REPORTED.get(event.get(1)), instant(event.get(3), event.get(6))
    if kind is None or at is None or not event.get(2):
        message = f"notice {event.get(1)!r} of {event.get(2)!r} is about no container"
        return Said(faults=[Fault("event.other", message, event, Severity.INFO)])
    ship = conveyance(group)
    movement = Movement(
        equipment_number=event.get(2),
        kind=kind,
        classifier=Classifier.ACTUAL,
        at=at,
        location=event.get(4) or None,
        vessel_name=ship.vessel_name,
        voyage=ship.voyage,
        imo_number=ship.imo_number,
        carrier_code=event.get(5) or ship.carrier_code,
        seals=seals([event._replace(tag="M7", elements=["M7", event.get(7)])]),
    )
    return Said(movements=[movement])


def consist(group: Group) -> Said:
    """Read one conveyance (VID) of a 358: a container that is expected at the port, or the port."""
    own = group.segments[0]
    ship, port = conveyance(group), group.first("P4")
    if port is None or ship.arrival_at is None:
        return Said()
    location = port.get(1) or None
    if own.tag == "P4" and location:
        call = TransportCall(
            kind=CallKind.ARRIVAL,
            classifier=Classifier.ESTIMATED,
            at=ship.arrival_at,
            location=location,
            vessel_name=ship.vessel_name,
            imo_number=ship.imo_number,
            voyage=ship.voyage,
            carrier_code=ship.carrier_code,
        )
        return Said(calls=[call])
    if own.tag != "VID" or not own.get(3):
        return Said()
    status = STATUS.get(own.get(10))
    bills = group.all("MBL")
    movement = Movement(
        equipment_number=container(own.get(2), own.get(3)),
        kind=MovementKind.ARRIVED,
        classifier=Classifier.ESTIMATED,
        at=ship.arrival_at,
        location=location,
        vessel_name=ship.vessel_name,
        voyage=ship.voyage,
        imo_number=ship.imo_number,
        carrier_code=ship.carrier_code,
        packed=None if status is None else status == "full",
        size_type=own.get(9) or None,
        seals=seals(
            [own._replace(tag="M7", elements=["M7", own.get(4), own.get(5)]), *group.all("M7")]
        ),
        transport_document=(bills[0].get(2) or None) if bills else None,
    )
    return Said(movements=[movement])
