"""Did the filing come in time?"""

from datetime import timedelta

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import coalesce, col, hours, lit, say, when
from quaywatch.checks.check import Check

_DAY = timedelta(hours=24)
_SHORT_VOYAGE = col("arrival_at") - col("departure_at") < _DAY

_ARRIVAL_HOURS = (
    when((col("entry") == "short_sea") | ((col("entry") == "outermost") & _SHORT_VOYAGE))
    .then(2)
    .when(col("boxes") == 0)
    .then(4)
)
"""Hours before arrival: short sea and outermost regions, then bulk and break bulk; else null."""

_LATEST = (
    when(_ARRIVAL_HOURS.is_not_null())
    .then(col("arrival_at") - hours(_ARRIVAL_HOURS))
    .otherwise(col("departure_at") - _DAY)
)
"""Loading itself is not declared; it is over at departure, so what is late here is late."""

CHECK = Check(
    code="late-filing",
    severity=Severity.WARNING,
    subject=Subject.CONSIGNMENT,
    fields=(
        "consignment.received_at",
        "consignment.departure_at",
        "consignment.arrival_at",
        "consignment.port_of_loading",
        "consignment.port_of_discharge",
    ),
    source=(
        "Reg. (EU) 2015/2446, art. 105 (containers 24 hours before loading; bulk 4 hours, short "
        "sea and outermost regions 2 hours before arrival), as amended by Reg. (EU) 2020/2191"
    ),
    text={
        "en": (
            "Filed {consignment.received_at}, later than {latest} ({limit}): departure from "
            "{consignment.port_of_loading} {consignment.departure_at}, arrival in "
            "{consignment.port_of_discharge} {consignment.arrival_at}."
        ),
        "fr": (
            "Déposé le {consignment.received_at}, après {latest} ({limit}) : départ de "
            "{consignment.port_of_loading} le {consignment.departure_at}, arrivée à "
            "{consignment.port_of_discharge} le {consignment.arrival_at}."
        ),
        "nl": (
            "Ingediend op {consignment.received_at}, later dan {latest} ({limit}): vertrek uit "
            "{consignment.port_of_loading} op {consignment.departure_at}, aankomst in "
            "{consignment.port_of_discharge} op {consignment.arrival_at}."
        ),
        "es": (
            "Presentado el {consignment.received_at}, después de {latest} ({limit}): salida de "
            "{consignment.port_of_loading} el {consignment.departure_at}, llegada a "
            "{consignment.port_of_discharge} el {consignment.arrival_at}."
        ),
    },
    expression=(
        (col("filing_function") == "original")
        & col("entry").is_not_null()
        & (col("received_at") > _LATEST)
    ),
    given=("entry", "received_at"),
    derived={
        "latest": _LATEST,
        "limit": say("-{} h", coalesce(_ARRIVAL_HOURS, lit(24))),
    },
)
