"""Was the box moved after the plan was made, to where one comes to its doors?"""

from quaywatch.cargo import Severity
from quaywatch.checks.story.told import told
from quaywatch.stowage import Oddity

CHECK = told(
    Oddity.RESTOWED_WITHIN_REACH,
    severity=Severity.WARNING,
    fields=("equipment.number",),
    source="SMDG MOVINS and BAPLIE message guides; Europol, Criminal networks in EU ports (2023)",
    text={
        "en": (
            "Container {equipment.number} was to stand at {earlier} and sailed at {later}, where "
            "it is easier to reach."
        ),
        "fr": (
            "Le conteneur {equipment.number} devait se trouver en {earlier} et est parti en "
            "{later}, où il est plus accessible."
        ),
        "nl": (
            "Container {equipment.number} zou op {earlier} staan en voer op {later}, waar men er "
            "makkelijker bij kan."
        ),
        "es": (
            "El contenedor {equipment.number} debía ir en {earlier} y zarpó en {later}, donde es "
            "más accesible."
        ),
    },
)
