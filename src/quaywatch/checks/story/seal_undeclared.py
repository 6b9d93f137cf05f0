"""Was any seal that was seen declared?"""

from quaywatch.cargo import Severity
from quaywatch.checks.story.told import told
from quaywatch.story import Contradiction

CHECK = told(
    Contradiction.SEAL_UNDECLARED,
    severity=Severity.WARNING,
    fields=(
        "equipment.number",
        "equipment.seals",
    ),
    source="WCO SAFE Framework of Standards, seal integrity programme; ISO 17712",
    text={
        "en": (
            "Container {equipment.number} was declared with seal {earlier} but seen with {later}."
        ),
        "fr": (
            "Le conteneur {equipment.number} a été déclaré avec le scellé {earlier} mais vu "
            "avec {later}."
        ),
        "nl": (
            "Container {equipment.number} is aangegeven met zegel {earlier} maar gezien met "
            "{later}."
        ),
        "es": (
            "El contenedor {equipment.number} se declaró con el precinto {earlier} pero se vio "
            "con {later}."
        ),
    },
)
