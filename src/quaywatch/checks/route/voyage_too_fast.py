"""Can a ship cover the way in the declared time?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check
from quaywatch.checks.route.distances import miles_between

_FASTEST = 30
"""Knots; faster than any container ship sails."""
_NEAR = 100
"""Nautical miles; below, the rounding of dates to whole days matters more than speed."""
_MILES = miles_between("port_of_loading", "port_of_discharge")

CHECK = Check(
    code="voyage-too-fast",
    severity=Severity.WARNING,
    subject=Subject.CONSIGNMENT,
    fields=(
        "consignment.port_of_loading",
        "consignment.port_of_discharge",
        "consignment.departure_at",
        "consignment.arrival_at",
    ),
    source=(
        "Distance on the great circle, which no sea way undercuts; container ships make 25 knots "
        "at most"
    ),
    text={
        "en": (
            "From {consignment.port_of_loading} {consignment.departure_at} to "
            "{consignment.port_of_discharge} {consignment.arrival_at}: at least {miles} nautical "
            "miles, too far for the time."
        ),
        "fr": (
            "De {consignment.port_of_loading} {consignment.departure_at} à "
            "{consignment.port_of_discharge} {consignment.arrival_at} : au moins {miles} milles "
            "marins, trop loin pour ce temps."
        ),
        "nl": (
            "Van {consignment.port_of_loading} {consignment.departure_at} naar "
            "{consignment.port_of_discharge} {consignment.arrival_at}: minstens {miles} zeemijl, "
            "te ver voor die tijd."
        ),
        "es": (
            "De {consignment.port_of_loading} {consignment.departure_at} a "
            "{consignment.port_of_discharge} {consignment.arrival_at}: al menos {miles} millas "
            "náuticas, demasiado para ese tiempo."
        ),
    },
    expression=(
        (col("arrival_at") >= col("departure_at"))
        & (_MILES > _NEAR)
        & ((col("arrival_at") - col("departure_at")).in_hours() * _FASTEST < _MILES)
    ),
    derived={
        "miles": _MILES.round(),
    },
    given=("departure_at", "arrival_at"),
)
