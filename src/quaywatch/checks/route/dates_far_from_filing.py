"""Do the dates of the voyage belong to this filing?"""

from datetime import timedelta

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import any_horizontal, col
from quaywatch.checks.check import Check

_LONGEST = timedelta(days=200)

CHECK = Check(
    code="dates-far-from-filing",
    severity=Severity.WARNING,
    subject=Subject.CONSIGNMENT,
    fields=(
        "consignment.received_at",
        "consignment.departure_at",
        "consignment.arrival_at",
    ),
    source="Reg. (EU) 952/2013, art. 129 (an entry summary declaration lapses after 200 days)",
    text={
        "en": (
            "Filed {consignment.received_at} for a voyage with departure "
            "{consignment.departure_at} and arrival {consignment.arrival_at}, more than 200 days "
            "away."
        ),
        "fr": (
            "Déposé le {consignment.received_at} pour un voyage avec départ "
            "{consignment.departure_at} et arrivée {consignment.arrival_at}, à plus de 200 jours."
        ),
        "nl": (
            "Ingediend op {consignment.received_at} voor een reis met vertrek "
            "{consignment.departure_at} en aankomst {consignment.arrival_at}, meer dan 200 dagen "
            "ver."
        ),
        "es": (
            "Presentado el {consignment.received_at} para un viaje con salida "
            "{consignment.departure_at} y llegada {consignment.arrival_at}, a más de 200 días."
        ),
    },
    expression=(
        any_horizontal(
            (col(at) - col("received_at")).abs() > _LONGEST for at in ("departure_at", "arrival_at")
        )
    ),
    given=("received_at",),
)
