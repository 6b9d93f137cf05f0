"""Did the box come ashore where it was declared to?"""

from quaywatch.cargo import Severity
from quaywatch.checks.story.told import told
from quaywatch.story import Contradiction

CHECK = told(
    Contradiction.DISCHARGED_ELSEWHERE,
    severity=Severity.WARNING,
    fields=(
        "equipment.number",
        "consignment.port_of_discharge",
    ),
    source="Reg. (EU) 2015/2446, Annex B, data element 16 16 (place of unloading)",
    text={
        "en": (
            "Container {equipment.number} was declared for {earlier} but came ashore and left "
            "at {later}."
        ),
        "fr": (
            "Le conteneur {equipment.number} était déclaré pour {earlier} mais a été débarqué "
            "et emporté à {later}."
        ),
        "nl": (
            "Container {equipment.number} was aangegeven voor {earlier} maar kwam aan wal en "
            "vertrok bij {later}."
        ),
        "es": (
            "El contenedor {equipment.number} se declaró para {earlier} pero desembarcó y salió"
            " en {later}."
        ),
    },
)
