"""Did the box come through the gate before it was loaded?"""

from quaywatch.cargo import Severity
from quaywatch.checks.story.told import told
from quaywatch.story import Contradiction

CHECK = told(
    Contradiction.LOADED_BEFORE_GATE_IN,
    severity=Severity.WARNING,
    fields=("equipment.number",),
    source="Reg. (EC) 515/97, art. 18a (container status messages)",
    text={
        "en": (
            "Container {equipment.number} was loaded ({earlier}) {figure} hours before it came "
            "through the gate ({later})."
        ),
        "fr": (
            "Le conteneur {equipment.number} a été chargé ({earlier}) {figure} heures avant "
            "d'avoir passé la porte ({later})."
        ),
        "nl": (
            "Container {equipment.number} is geladen ({earlier}) {figure} uur voordat hij door "
            "de poort kwam ({later})."
        ),
        "es": (
            "El contenedor {equipment.number} se cargó ({earlier}) {figure} horas antes de "
            "pasar la puerta ({later})."
        ),
    },
)
