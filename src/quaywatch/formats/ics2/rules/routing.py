"""Rules about the way of the means of transport."""

from collections.abc import Iterator

from quaywatch.formats.ics2.element import Element
from quaywatch.formats.ics2.nouns.moments import moment
from quaywatch.formats.ics2.nouns.routes import countries
from quaywatch.formats.ics2.rules.breach import Breach

_MEANS = "activeBorderTransportMeans"
_ROUTE = f"{_MEANS}/countriesOfRoutingOfMeansOfTransport"


def ends_of_the_route(root: Element) -> Iterator[Breach]:
    """R3013, R3014: the route starts where the goods are loaded, ends where they are unloaded."""
    route = countries(root, _ROUTE)
    ends = (("R3013", "placeOfLoading", "starts", 0), ("R3014", "placeOfUnloading", "ends", -1))
    for rule, name, verb, end in ends:
        place = root.first(f"consignmentMasterLevel/{name}")
        country = None if place is None else _country(place)
        if place is not None and country and route and route[end] != country:
            yield Breach(
                rule, place, f"the route {verb} in {route[end]}, the place is in {country}"
            )


def _country(place: Element) -> str | None:
    code = place.said("UNLOCODE")
    return code[:2] if code else place.said("address/country")


def first_entry(root: Element) -> Iterator[Breach]:
    """R3018: the first country of the Union on the route is that of the office of first entry."""
    # The package of identifiers loads the data-frame library; other messages are read without.
    from quaywatch.cargo.identifiers import country

    office = root.first("customsOfficeOfFirstEntry/referenceNumber")
    union = country.european_union() | {"XI"}
    first = next((code for code in countries(root, _ROUTE) if code in union), None)
    if office is None or first is None:
        return
    written = office.text.strip()
    if written[:2] != first:
        message = f"the route enters the Union in {first}, the office of first entry is {written}"
        yield Breach("R3018", office, message)


def times(root: Element) -> Iterator[Breach]:
    """R3035, R3053: a departure is given, and the arrival is not before it."""
    means = root.first(_MEANS)
    if means is None or means.first("estimatedDateAndTimeOfArrival") is None:
        return
    actual = moment(means, "actualDateAndTimeOfDeparture")
    left = actual or moment(means, "estimatedDateAndTimeOfDeparture")
    arrives = moment(means, "estimatedDateAndTimeOfArrival")
    if left is None:
        yield Breach("R3035", means, "neither an actual nor an estimated departure is given")
    elif arrives is not None and arrives < left:
        message = f"arrival at {arrives:%Y-%m-%d %H:%M} UTC is before departure"
        yield Breach("R3053", means, message)
