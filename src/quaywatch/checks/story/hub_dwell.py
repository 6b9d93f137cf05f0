"""Did the box stand at a hub far longer than usual?"""

from quaywatch.cargo import Severity
from quaywatch.checks.story.told import told
from quaywatch.story import Contradiction

CHECK = told(
    Contradiction.HUB_DWELL,
    severity=Severity.INFO,
    fields=("equipment.number",),
    source="Container status messages of 2021: one transhipment in a hundred waits 60 days",
    text={
        "en": (
            "Container {equipment.number} stood {figure} hours between two ships, from "
            "{earlier} to {later}."
        ),
        "fr": (
            "Le conteneur {equipment.number} est resté {figure} heures entre deux navires, de "
            "{earlier} à {later}."
        ),
        "nl": (
            "Container {equipment.number} stond {figure} uur tussen twee schepen, van {earlier}"
            " tot {later}."
        ),
        "es": (
            "El contenedor {equipment.number} estuvo {figure} horas entre dos buques, de "
            "{earlier} a {later}."
        ),
    },
)
