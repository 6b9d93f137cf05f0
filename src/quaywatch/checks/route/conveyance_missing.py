"""Is the ship's voyage declared?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.checks.check import Check
from quaywatch.checks.completeness.elements import asked
from quaywatch.checks.expressions import blank

CHECK = Check(
    code="conveyance-missing",
    severity=Severity.INFO,
    subject=Subject.CONSIGNMENT,
    fields=(
        "consignment.vessel_name",
        "consignment.imo_number",
        "consignment.voyage",
    ),
    source="Reg. (EU) 2015/2446, annex B, data element 19 08 (active means of transport)",
    text={
        "en": (
            "The voyage is not fully declared: ship {consignment.vessel_name}, IMO number "
            "{consignment.imo_number}, voyage {consignment.voyage}."
        ),
        "fr": (
            "Le voyage n'est pas complètement déclaré : navire {consignment.vessel_name}, "
            "numéro OMI {consignment.imo_number}, voyage {consignment.voyage}."
        ),
        "nl": (
            "De reis is niet volledig aangegeven: schip {consignment.vessel_name}, IMO-nummer "
            "{consignment.imo_number}, reis {consignment.voyage}."
        ),
        "es": (
            "El viaje no está declarado por completo: buque {consignment.vessel_name}, número "
            "OMI {consignment.imo_number}, viaje {consignment.voyage}."
        ),
    },
    expression=asked("19 08") & ((blank("imo_number") & blank("vessel_name")) | blank("voyage")),
)
