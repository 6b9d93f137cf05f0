"""Does the ship arrive after it departs?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check

CHECK = Check(
    code="arrival-before-departure",
    severity=Severity.ERROR,
    subject=Subject.CONSIGNMENT,
    fields=(
        "consignment.departure_at",
        "consignment.arrival_at",
    ),
    source="ICS2 rule R3053 on data elements 15 01 and 15 03 (departure and arrival)",
    text={
        "en": (
            "Arrival {consignment.arrival_at} is declared before departure "
            "{consignment.departure_at}."
        ),
        "fr": (
            "L'arrivée {consignment.arrival_at} est déclarée avant le départ "
            "{consignment.departure_at}."
        ),
        "nl": (
            "De aankomst {consignment.arrival_at} is vóór het vertrek {consignment.departure_at} "
            "aangegeven."
        ),
        "es": (
            "La llegada {consignment.arrival_at} se declara antes de la salida "
            "{consignment.departure_at}."
        ),
    },
    expression=(col("arrival_at") < col("departure_at")),
    given=("departure_at", "arrival_at"),
)
