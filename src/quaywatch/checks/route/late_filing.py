"""Did the filing come in time?"""

from datetime import timedelta

import polars as pl

from quaywatch.cargo import Severity, Subject
from quaywatch.checks.check import Check
from quaywatch.checks.route.areas import SECURITY_AREA, SHORT_SEA

_LATEST = (
    pl.when(pl.col("port_of_loading_country").is_in(SHORT_SEA))
    .then(pl.col("arrival_at") - timedelta(hours=2))
    .otherwise(pl.col("departure_at") - timedelta(hours=24))
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
        "Reg. (EU) 2015/2446, art. 105 (24 hours before loading; short sea: 2 hours before arrival)"
    ),
    text={
        "en": (
            "Filed {consignment.received_at}, too late for departure from "
            "{consignment.port_of_loading} {consignment.departure_at} and arrival in "
            "{consignment.port_of_discharge} {consignment.arrival_at}."
        ),
        "fr": (
            "Déposé le {consignment.received_at}, trop tard pour un départ de "
            "{consignment.port_of_loading} le {consignment.departure_at} et une arrivée à "
            "{consignment.port_of_discharge} le {consignment.arrival_at}."
        ),
        "nl": (
            "Ingediend op {consignment.received_at}, te laat voor vertrek uit "
            "{consignment.port_of_loading} op {consignment.departure_at} en aankomst in "
            "{consignment.port_of_discharge} op {consignment.arrival_at}."
        ),
        "es": (
            "Presentado el {consignment.received_at}, tarde para la salida de "
            "{consignment.port_of_loading} el {consignment.departure_at} y la llegada a "
            "{consignment.port_of_discharge} el {consignment.arrival_at}."
        ),
    },
    expression=(
        (pl.col("filing_function") == "original")
        & (pl.col("boxes") > 0)
        & pl.col("port_of_discharge_country").is_in(SECURITY_AREA)
        & ~pl.col("port_of_loading_country").is_in(SECURITY_AREA)
        & (pl.col("received_at") > _LATEST)
    ),
)
