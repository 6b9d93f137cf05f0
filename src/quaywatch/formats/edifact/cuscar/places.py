"""Places: LOC, and what its qualifiers (data element 3227) mean for a route."""

from collections.abc import Mapping
from functools import lru_cache

from quaywatch.cargo.route import Route
from quaywatch.formats.edifact.elements import element

TRANSHIPMENT = "13"

_RECEIPT = ("88", "10")
_LOADING = ("9", "76", "6")
_DISCHARGE = ("11", "12")
_DELIVERY = ("7", "8", "83", "20")

_HEADER_LOADING = ("9", "5", "76")
_HEADER_DISCHARGE = ("11", "12", "60", "61")
"""A manifest's header names the vessel's last port (5) and the port of report (60, 61)."""

_SHORT = 60


def place(segment: str) -> tuple[str, str]:
    """Return a LOC segment's qualifier and place: its code, or its name without one."""
    return _place(segment) if len(segment) < _SHORT else _place.__wrapped__(segment)


@lru_cache(maxsize=8192)
def _place(segment: str) -> tuple[str, str]:
    return element(segment, 1), element(segment, 2) or element(segment, 2, 3)


def route(places: Mapping[str, str], transhipments: tuple[str, ...], header: Route) -> Route:
    """Return the route of a consignment, completed by what the message's header says."""
    get = places.get
    return Route(
        place_of_receipt=get("88") or _first(places, _RECEIPT),
        port_of_loading=get("9") or _first(places, _LOADING) or header.port_of_loading,
        transhipment_ports=transhipments,
        port_of_discharge=get("11") or _first(places, _DISCHARGE) or header.port_of_discharge,
        place_of_delivery=get("7") or _first(places, _DELIVERY),
    )


def header_route(places: Mapping[str, str]) -> Route:
    """Return what a message's header says of the route."""
    return Route(
        port_of_loading=_first(places, _HEADER_LOADING),
        port_of_discharge=_first(places, _HEADER_DISCHARGE),
    )


def _first(places: Mapping[str, str], qualifiers: tuple[str, ...]) -> str | None:
    for qualifier in qualifiers:
        if found := places.get(qualifier):
            return found
    return None
