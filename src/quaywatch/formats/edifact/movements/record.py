"""From the filled slots of one record to a movement."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from quaywatch.cargo.equipment import Seal
from quaywatch.cargo.movement import Classifier, Movement, MovementKind
from quaywatch.cargo.route import Conveyance, Route
from quaywatch.formats.edifact.movements.heading import Heading
from quaywatch.formats.edifact.movements.profile import Event, Profile, Slot
from quaywatch.formats.edifact.movements.said import Box, Flaw, Make, Place

Values = list[Any]
"""What fills each slot (see `Slot` for what that is), None where nothing was said."""

EQUIPMENT, STOWAGE = int(Slot.EQUIPMENT), int(Slot.STOWAGE)
_GROSS, _VERIFIED, _TEMPERATURE = int(Slot.GROSS), int(Slot.VERIFIED), int(Slot.TEMPERATURE)
_LOADING, _ORIGIN, _TRANSHIPMENT = int(Slot.LOADING), int(Slot.ORIGIN), int(Slot.TRANSHIPMENT)
_DISCHARGE, _DELIVERY, _RECEIPT = int(Slot.DISCHARGE), int(Slot.DELIVERY), int(Slot.RECEIPT)
_PLACE, _BILL, _BOOKING = int(Slot.PLACE), int(Slot.BILL), int(Slot.BOOKING)
CARRIER, _OPERATOR = int(Slot.CARRIER), int(Slot.OPERATOR)
_AT, _EXPECTED_AT, _CARRIAGE = int(Slot.AT), int(Slot.EXPECTED_AT), int(Slot.CARRIAGE)
_EVENT, _HANDLING = int(Slot.EVENT), int(Slot.HANDLING)
_ROUTE = slice(_LOADING, _RECEIPT + 1)

_AT_LOADING = frozenset({MovementKind.LOADED, MovementKind.DEPARTED})
_AT_DISCHARGE = frozenset({MovementKind.DISCHARGED, MovementKind.ARRIVED})

NO_INSTANT = Flaw("movement.instant-missing", "no date, nor has the message", "movement.at")
_NO_BOX: Box = ("", Make())
_REMEMBERED = 4096
_EMPTY: Values = [None] * len(Slot)


def no_values() -> Values:
    """Return empty slots."""
    return _EMPTY.copy()


class Records:
    """Makes movements of one message's records, completed by what its header says."""

    def __init__(self, profile: Profile, heading: Heading, defaults: Values) -> None:
        self._event = profile.events.get(heading.document)
        self._handlings = profile.handlings
        self._otherwise = profile.event
        self._fixed = self._event or (None if profile.handlings else profile.event)
        self._conveyance = heading.conveyance
        self._at = heading.at()
        self._routes: dict[tuple[Place | None, ...], Route] = {}
        self.rebase(defaults)

    def rebase(self, defaults: Values) -> None:
        """Take the values that hold for all records that follow."""
        self._default_places = tuple(defaults[_ROUTE])
        self._place = defaults[_PLACE]
        self._at_loading = defaults[_PLACE] or defaults[_LOADING]
        self._at_discharge = defaults[_PLACE] or defaults[_DISCHARGE]
        self._usual_place = self._where(self._fixed.kind, defaults) if self._fixed else None
        self._carrier = defaults[_OPERATOR] or defaults[CARRIER] or self._conveyance.carrier_code
        self._handling: str | None = defaults[_HANDLING]
        self._bill, self._booking = defaults[_BILL], defaults[_BOOKING]
        self._default_at: datetime | None = defaults[_AT] or self._at
        self._routes.clear()

    def event(self, values: Values, handling: str) -> Event | None:
        """Return what the record tells of, None when it is nothing known."""
        return (
            values[_EVENT]
            or self._fixed
            or self._handlings.get(values[_HANDLING] or self._handling or "")
            or self._handlings.get(handling)
            or self._otherwise
        )

    def movement(self, box: Box | None, values: Values, seals: Sequence[Seal]) -> Movement | None:
        """Return the movement of a container.

        None when it has no number, or nothing tells what happened to it or when.
        """
        number, make = box or _NO_BOX
        event = self._fixed or self.event(values, make.handling)
        at = values[_AT]
        expected = values[_EXPECTED_AT] if at is None else None
        at = at or expected or self._default_at
        if not number or event is None or at is None:
            return None
        kind, classifier = event
        if expected is not None:
            classifier = Classifier.ESTIMATED
        place: Place | None = values[_PLACE] or self._usual_place or self._where(kind, values)
        ship: Conveyance = values[_CARRIAGE] or self._conveyance
        places = tuple(values[_ROUTE])
        route = self._routes.get(places) or self._route(places)
        return Movement(
            equipment_number=number,
            kind=kind,
            classifier=classifier,
            at=at,
            location=None if place is None else place.code,
            facility=None if place is None else place.facility,
            vessel_name=ship.vessel_name,
            voyage=ship.voyage,
            packed=make.packed,
            imo_number=ship.imo_number,
            carrier_code=values[_OPERATOR] or values[CARRIER] or ship.carrier_code or self._carrier,
            size_type=make.size_type,
            seals=tuple(seals) if seals else (),
            gross_mass_kg=values[_GROSS],
            verified_gross_mass_kg=values[_VERIFIED],
            temperature_c=values[_TEMPERATURE],
            stowage=values[STOWAGE],
            transport_document=values[_BILL] or self._bill,
            booking=values[_BOOKING] or self._booking,
            route=route,
        )

    def _where(self, kind: MovementKind, values: Values) -> Place | None:
        if kind in _AT_LOADING:
            return self._at_loading or values[_LOADING]
        if kind in _AT_DISCHARGE:
            return self._at_discharge or values[_DISCHARGE]
        return self._place

    def _route(self, places: tuple[Place | None, ...]) -> Route | None:
        """Return a route, the same for the same places; what it lacks the header may say."""
        if len(self._routes) >= _REMEMBERED:
            self._routes.clear()
        whole = (own or default for own, default in zip(places, self._default_places, strict=True))
        named = [None if place is None else place.code for place in whole]
        loading, origin, transhipment, discharge, delivery, receipt = named
        transhipped = origin is not None and loading is not None and origin != loading
        via = (loading if transhipped else None, transhipment)
        route = Route(
            place_of_receipt=receipt,
            port_of_loading=origin if transhipped else loading or origin,
            transhipment_ports=tuple(port for port in via if port),
            port_of_discharge=discharge,
            place_of_delivery=delivery,
        )
        if route == Route():
            return None
        self._routes[places] = route
        return route
