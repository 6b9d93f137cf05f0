"""Does the box stand where one comes to its doors, while the like of it do not?"""

from quaywatch.cargo import Severity
from quaywatch.checks.story.told import told
from quaywatch.stowage import Oddity

CHECK = told(
    Oddity.STOWED_WITHIN_REACH,
    severity=Severity.INFO,
    fields=("equipment.number",),
    source=(
        "ISO 9711-1 (places aboard); Europol, Criminal networks in EU ports (2023), on boxes that "
        "crew and dockers open"
    ),
    text={
        "en": (
            "Container {equipment.number} stands on deck within reach, at {later}. As easy to "
            "reach: {figure} of {limit} others of its kind and mass aboard."
        ),
        "fr": (
            "Le conteneur {equipment.number} se trouve en pontée, à portée de main, en {later}. "
            "Aussi accessibles : {figure} sur {limit} autres à bord de son type et de sa masse."
        ),
        "nl": (
            "Container {equipment.number} staat aan dek binnen handbereik, op {later}. Even "
            "bereikbaar: {figure} van {limit} andere van die soort en massa aan boord."
        ),
        "es": (
            "El contenedor {equipment.number} va en cubierta y al alcance de la mano, en {later}. "
            "Igual de accesibles: {figure} de otros {limit} de su tipo y masa a bordo."
        ),
    },
)
