"""Did the box come ashore where the plans had it?"""

from quaywatch.cargo import Severity
from quaywatch.checks.story.told import told
from quaywatch.story import Contradiction

CHECK = told(
    Contradiction.PLAN_BROKEN,
    severity=Severity.WARNING,
    fields=("equipment.number",),
    source="SMDG BAPLIE message guide (port of discharge)",
    text={
        "en": (
            "Container {equipment.number} was planned for {earlier} but was discharged at {later}."
        ),
        "fr": (
            "Le conteneur {equipment.number} était prévu pour {earlier} mais a été déchargé à "
            "{later}."
        ),
        "nl": (
            "Container {equipment.number} was gepland voor {earlier} maar is gelost bij {later}."
        ),
        "es": (
            "El contenedor {equipment.number} estaba previsto para {earlier} pero se descargó "
            "en {later}."
        ),
    },
)
