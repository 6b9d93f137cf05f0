"""Was every loading and discharge reported?"""

from quaywatch.cargo import Severity
from quaywatch.checks.story.told import told
from quaywatch.story import Contradiction

CHECK = told(
    Contradiction.EVENT_MISSING,
    severity=Severity.INFO,
    fields=("equipment.number",),
    source="Reg. (EC) 515/97, art. 18a; Impl. Reg. (EU) 2016/345",
    text={
        "en": (
            "Between {earlier} and {later} of container {equipment.number} a loading or a "
            "discharge was not reported."
        ),
        "fr": (
            "Entre {earlier} et {later} du conteneur {equipment.number}, un chargement ou un "
            "déchargement n'a pas été signalé."
        ),
        "nl": (
            "Tussen {earlier} en {later} van container {equipment.number} is een lading of "
            "lossing niet gemeld."
        ),
        "es": (
            "Entre {earlier} y {later} del contenedor {equipment.number} no se comunicó una "
            "carga o una descarga."
        ),
    },
)
