"""Was the declaration there before the goods?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check

CHECK = Check(
    code="filed-after-arrival",
    severity=Severity.ERROR,
    subject=Subject.CONSIGNMENT,
    fields=(
        "consignment.received_at",
        "consignment.arrival_at",
        "consignment.port_of_discharge",
    ),
    source="Reg. (EU) 952/2013, art. 127 (entry summary declaration before the goods enter)",
    text={
        "en": (
            "Filed {consignment.received_at}, after arrival in {consignment.port_of_discharge} "
            "{consignment.arrival_at}."
        ),
        "fr": (
            "Déposé le {consignment.received_at}, après l'arrivée à "
            "{consignment.port_of_discharge} le {consignment.arrival_at}."
        ),
        "nl": (
            "Ingediend op {consignment.received_at}, na aankomst in "
            "{consignment.port_of_discharge} op {consignment.arrival_at}."
        ),
        "es": (
            "Presentado el {consignment.received_at}, después de la llegada a "
            "{consignment.port_of_discharge} el {consignment.arrival_at}."
        ),
    },
    expression=(
        (col("filing_function") == "original")
        & col("entry").is_not_null()
        & (col("received_at") > col("arrival_at"))
    ),
    given=("entry", "received_at"),
)
