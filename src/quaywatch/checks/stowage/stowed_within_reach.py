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
            "Container {equipment.number} stands on deck within reach, at {later}. Of {limit} "
            "others aboard of its kind and mass {figure} stand as easy to reach."
        ),
        "fr": (
            "Le conteneur {equipment.number} se trouve en pontée, à portée de main, en {later}. "
            "Sur {limit} autres à bord de son type et de sa masse, {figure} sont aussi "
            "accessibles."
        ),
        "nl": (
            "Container {equipment.number} staat aan dek binnen handbereik, op {later}. Van {limit} "
            "andere aan boord van die soort en massa staan er {figure} even bereikbaar."
        ),
        "es": (
            "El contenedor {equipment.number} va en cubierta y al alcance de la mano, en {later}. "
            "De otros {limit} a bordo de su tipo y masa, {figure} son igual de accesibles."
        ),
    },
)
