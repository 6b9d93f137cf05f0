"""Did the seal change though nobody opened the box?"""

from quaywatch.cargo import Severity
from quaywatch.checks.story.told import told
from quaywatch.story import Contradiction

CHECK = told(
    Contradiction.SEAL_CHANGED,
    severity=Severity.ERROR,
    fields=(
        "equipment.number",
        "equipment.seals",
    ),
    source="WCO SAFE Framework of Standards, seal integrity programme; ISO 17712",
    text={
        "en": (
            "The seal of container {equipment.number} changed from {earlier} to {later}, and "
            "nobody reported opening it."
        ),
        "fr": (
            "Le scellé du conteneur {equipment.number} est passé de {earlier} à {later}, sans "
            "ouverture signalée."
        ),
        "nl": (
            "Het zegel van container {equipment.number} veranderde van {earlier} in {later}, en"
            " niemand meldde een opening."
        ),
        "es": (
            "El precinto del contenedor {equipment.number} pasó de {earlier} a {later} sin que "
            "nadie comunicara una apertura."
        ),
    },
)
