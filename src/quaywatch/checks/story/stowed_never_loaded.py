"""Was a box that stands in the stowage plan ever loaded?"""

from quaywatch.cargo import Severity
from quaywatch.checks.story.told import told
from quaywatch.story import Contradiction

CHECK = told(
    Contradiction.STOWED_NEVER_LOADED,
    severity=Severity.WARNING,
    fields=("equipment.number",),
    source="SMDG BAPLIE and COARRI message guides",
    text={
        "en": (
            "Container {equipment.number} stands in the ship's stowage plan ({later}), but "
            "after {earlier} nobody reported loading it."
        ),
        "fr": (
            "Le conteneur {equipment.number} figure au plan d'arrimage du navire ({later}), "
            "mais après {earlier} aucun chargement n'a été signalé."
        ),
        "nl": (
            "Container {equipment.number} staat in het stuwplan van het schip ({later}), maar "
            "na {earlier} is geen lading gemeld."
        ),
        "es": (
            "El contenedor {equipment.number} figura en el plano de estiba del buque ({later}),"
            " pero tras {earlier} nadie comunicó su carga."
        ),
    },
)
