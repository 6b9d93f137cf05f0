"""Was the box ashore before its ship?"""

from quaywatch.cargo import Severity
from quaywatch.checks.story.told import told
from quaywatch.story import Contradiction

CHECK = told(
    Contradiction.DISCHARGED_BEFORE_ARRIVAL,
    severity=Severity.WARNING,
    fields=("equipment.number",),
    source="Reg. (EC) 515/97, art. 18a (container status messages)",
    text={
        "en": (
            "Container {equipment.number} was discharged ({earlier}) {figure} hours before its "
            "ship arrived ({later})."
        ),
        "fr": (
            "Le conteneur {equipment.number} a été déchargé ({earlier}) {figure} heures avant "
            "l'arrivée de son navire ({later})."
        ),
        "nl": (
            "Container {equipment.number} is gelost ({earlier}) {figure} uur voordat zijn schip"
            " aankwam ({later})."
        ),
        "es": (
            "El contenedor {equipment.number} se descargó ({earlier}) {figure} horas antes de "
            "que llegara su buque ({later})."
        ),
    },
)
