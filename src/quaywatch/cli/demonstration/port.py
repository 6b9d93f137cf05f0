"""The demo's inspection calendar.

The simulated world is a slice of the port's traffic, so its calendar is a slice too: an assumed
day at the quays that the world's terminals stand for, at about the share of boxes that a port
looks at.
"""

from quaywatch.cargo import InspectionKind
from quaywatch.inspections import Capacity, Resource

_SCANS: dict[str, tuple[int, int]] = {
    "MSC PSA European Terminal": (6, 18),
    "DP World Antwerp Gateway": (8, 14),
    "PSA Europa Terminal": (8, 14),
    "PSA Noordzee Terminal": (8, 14),
    "Antwerp Container Terminal": (8, 12),
}
_OPENINGS: dict[str, tuple[int, int]] = {
    "MSC PSA European Terminal": (8, 10),
    "DP World Antwerp Gateway": (8, 9),
    "PSA Europa Terminal": (8, 9),
    "PSA Noordzee Terminal": (8, 9),
}


def calendar() -> Capacity:
    """Return the calendar: one box an hour at each scanner and each hall while they work."""
    resources = [_resource(t, InspectionKind.SCAN, hours) for t, hours in _SCANS.items()]
    resources += [_resource(t, InspectionKind.OPEN, hours) for t, hours in _OPENINGS.items()]
    return Capacity(timezone="Europe/Brussels", resource=tuple(resources))


def _resource(terminal: str, kind: InspectionKind, hours: tuple[int, int]) -> Resource:
    return Resource(
        terminal=terminal,
        kind=kind,
        slots_per_hour=1,
        hours={
            "monday": hours,
            "tuesday": hours,
            "wednesday": hours,
            "thursday": hours,
            "friday": hours,
            "saturday": hours,
            "sunday": hours,
        },
    )
