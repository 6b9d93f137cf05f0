"""Places and means of transport."""

from quaywatch.cargo.route import Conveyance, Route
from quaywatch.formats.ics2.element import Element
from quaywatch.formats.ics2.nouns.moments import first_of

_MEANS = "activeBorderTransportMeans"
_IMO, _SHIP = "10", "11"
"""Kinds of identification (UCC-DA Annex B, data element 19 08 061): IMO number, vessel's name."""


def conveyance(root: Element) -> Conveyance:
    """Return the vessel's voyage of a declaration or an arrival."""
    means = root.first(_MEANS)
    if means is None:
        return Conveyance()
    number, name = ship(means)
    return Conveyance(
        vessel_name=name,
        imo_number=number,
        voyage=means.said("conveyanceReferenceNumber"),
        departure_at=first_of(
            means, "actualDateAndTimeOfDeparture", "estimatedDateAndTimeOfDeparture"
        ),
        arrival_at=first_of(means, "actualDateAndTimeOfArrival", "estimatedDateAndTimeOfArrival"),
    )


def ship(means: Element) -> tuple[str | None, str | None]:
    """Return the IMO number and the name of the vessel, as far as they are given."""
    written, kind = means.said("identificationNumber"), means.said("typeOfIdentification")
    if written is None:
        return None, None
    if kind == _SHIP:
        return None, written
    if kind == _IMO:
        return written, None
    return None, None


def route(root: Element, master: Element, consignment: Element) -> Route:
    """Return the way of a consignment; what a house does not say is taken from its master."""
    own = countries(consignment, "countriesOfRoutingOfConsignment")
    return Route(
        place_of_receipt=_place(consignment, "placeOfAcceptance"),
        port_of_loading=_place(master, "placeOfLoading"),
        port_of_discharge=_place(master, "placeOfUnloading"),
        place_of_delivery=_place(consignment, "placeOfDelivery"),
        countries=own or countries(root, f"{_MEANS}/countriesOfRoutingOfMeansOfTransport"),
        first_entry=root.said("customsOfficeOfFirstEntry/referenceNumber"),
    )


def countries(holder: Element, path: str) -> tuple[str, ...]:
    """Return countries of routing, in the order of their sequence numbers."""
    stops = list(holder.all(path))
    stops.sort(key=lambda stop: _position(stop.said("sequenceNumber")))
    return tuple(code for stop in stops if (code := stop.said("country")))


def _position(written: str | None) -> int:
    return int(written) if written and written.isascii() and written.isdigit() else 0


def _place(holder: Element, name: str) -> str | None:
    return holder.said(f"{name}/UNLOCODE") or holder.said(f"{name}/location")
