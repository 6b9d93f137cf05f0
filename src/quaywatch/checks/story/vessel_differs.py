"""Did the box come on the declared ship?"""

from quaywatch.cargo import Severity
from quaywatch.checks.story.told import told
from quaywatch.story import Contradiction

CHECK = told(
    Contradiction.VESSEL_DIFFERS,
    severity=Severity.WARNING,
    fields=(
        "equipment.number",
        "consignment.vessel_name",
        "consignment.imo_number",
    ),
    source="Reg. (EU) 2015/2446, Annex B, data element 19 08 (means of transport)",
    text={
        "en": (
            "Container {equipment.number} was declared aboard {earlier} but came ashore from "
            "{later}."
        ),
        "fr": (
            "Le conteneur {equipment.number} était déclaré à bord de {earlier} mais a été "
            "débarqué de {later}."
        ),
        "nl": (
            "Container {equipment.number} was aangegeven aan boord van {earlier} maar kwam aan "
            "wal van {later}."
        ),
        "es": (
            "El contenedor {equipment.number} se declaró a bordo de {earlier} pero desembarcó "
            "de {later}."
        ),
    },
)
