"""Is the ship's number right?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.identifiers import imo_number
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check
from quaywatch.checks.expressions import blank

CHECK = Check(
    code="imo-number-invalid",
    severity=Severity.WARNING,
    subject=Subject.CONSIGNMENT,
    fields=(
        "consignment.imo_number",
        "consignment.vessel_name",
    ),
    source="IMO Resolution A.1117(30)",
    text={
        "en": "{consignment.imo_number} of {consignment.vessel_name} is no IMO ship number.",
        "fr": (
            "{consignment.imo_number} du navire {consignment.vessel_name} n'est pas un numéro OMI."
        ),
        "nl": "{consignment.imo_number} van {consignment.vessel_name} is geen IMO-scheepsnummer.",
        "es": "{consignment.imo_number} del buque {consignment.vessel_name} no es un número OMI.",
    },
    expression=~blank("imo_number") & ~imo_number.valid_column(col("imo_number")),
)
