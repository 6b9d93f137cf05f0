"""The demo's inspection calendar.

The simulated world is a slice of the port's traffic, so its calendar is a slice too: an assumed
day at the quays that the world's terminals stand for, at about the share of boxes that a port
looks at, with one of each of what customs look with.
"""

from typing import Any

from quaywatch.cargo import InspectionKind
from quaywatch.inspections import Capacity, Closing, Means, Patience, Resource, Travel
from quaywatch.inspections.capacity import WEEKDAYS

_MSC, _DPW = "MSC PSA European Terminal", "DP World Antwerp Gateway"
_EUROPA, _NOORDZEE = "PSA Europa Terminal", "PSA Noordzee Terminal"
_ACT, _FRUIT = "Antwerp Container Terminal", "Belgian New Fruit Wharf"

_SCANS: dict[str, tuple[int, int]] = {_MSC: (6, 18), _DPW: (8, 14), _EUROPA: (8, 14)}
_OPENINGS: dict[str, tuple[int, int]] = {
    _MSC: (8, 10),
    _DPW: (8, 9),
    _EUROPA: (8, 9),
    _NOORDZEE: (8, 9),
}


def calendar() -> Capacity:
    """Return the calendar: one box an hour at each scanner and each hall while they work."""
    scan, dogs, second = InspectionKind.SCAN, InspectionKind.DOGS, InspectionKind.SECOND_SCAN
    mobile = {"means": Means.MOBILE_SCANNER, "setup_minutes": 30}
    return Capacity(
        timezone="Europe/Brussels",
        resource=(
            *(_resource(at, scan, hours) for at, hours in _SCANS.items()),
            *(_resource(at, InspectionKind.OPEN, hours) for at, hours in _OPENINGS.items()),
            _resource(
                _NOORDZEE, scan, (8, 18), name="mobile scanner", moves_to=(_ACT, _MSC), **mobile
            ),
            _resource(_MSC, second, (9, 12), name="second view", moves_to=(_DPW,), **mobile),
            _resource(_DPW, dogs, (9, 13), name="dog team", moves_to=(_MSC, _FRUIT)),
            _resource("", InspectionKind.DOCUMENTS, (9, 12), name="desk"),
        ),
        travel=(
            Travel(between=(_MSC, _DPW), minutes=20),
            Travel(between=(_NOORDZEE, _ACT), minutes=30),
        ),
        closing=(Closing(hours=24),),
        patience=(
            Patience(goods=("0803", "0804", "0810"), hours=48),
            Patience(from_c=-5, to_c=25, hours=72),
        ),
    )


def _resource(terminal: str, kind: InspectionKind, hours: tuple[int, int], **more: Any) -> Resource:
    every_day = dict.fromkeys(WEEKDAYS, hours)
    return Resource(terminal=terminal, kind=kind, slots_per_hour=1, hours=every_day, **more)
