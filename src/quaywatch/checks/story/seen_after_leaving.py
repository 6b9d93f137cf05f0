"""Was the box handled where it had left?"""

from quaywatch.cargo import Severity
from quaywatch.checks.story.told import told
from quaywatch.story import Contradiction

CHECK = told(
    Contradiction.SEEN_AFTER_LEAVING,
    severity=Severity.WARNING,
    fields=("equipment.number",),
    source="Reg. (EC) 515/97, art. 18a (container status messages)",
    text={
        "en": (
            "Container {equipment.number} left with {earlier}, yet was handled there {figure} "
            "hours later: {later}."
        ),
        "fr": (
            "Le conteneur {equipment.number} est parti avec {earlier}, mais y a été manipulé "
            "{figure} heures plus tard : {later}."
        ),
        "nl": (
            "Container {equipment.number} vertrok met {earlier}, maar werd daar {figure} uur "
            "later behandeld: {later}."
        ),
        "es": (
            "El contenedor {equipment.number} salió con {earlier}, pero fue manipulado allí "
            "{figure} horas después: {later}."
        ),
    },
)
