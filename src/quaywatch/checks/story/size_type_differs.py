"""Do all sources see the same kind of box?"""

from quaywatch.cargo import Severity
from quaywatch.checks.story.told import told
from quaywatch.story import Contradiction

CHECK = told(
    Contradiction.SIZE_TYPE_DIFFERS,
    severity=Severity.WARNING,
    fields=(
        "equipment.number",
        "equipment.size_type",
    ),
    source="ISO 6346 (size and type codes)",
    text={
        "en": ("Container {equipment.number} is {earlier} for one source and {later} for another."),
        "fr": (
            "Le conteneur {equipment.number} est {earlier} pour une source et {later} pour une "
            "autre."
        ),
        "nl": (
            "Container {equipment.number} is {earlier} volgens de ene bron en {later} volgens "
            "een andere."
        ),
        "es": (
            "El contenedor {equipment.number} es {earlier} para una fuente y {later} para otra."
        ),
    },
)
