"""Is the mass that was weighed explained by the declared goods?"""

from quaywatch.cargo import Severity
from quaywatch.checks.story.told import told
from quaywatch.story import Contradiction

CHECK = told(
    Contradiction.MASS_ABOVE_DECLARED,
    severity=Severity.WARNING,
    fields=(
        "equipment.number",
        "equipment.gross_mass_kg",
    ),
    source="SOLAS VI/2 (verified gross mass)",
    text={
        "en": (
            "Container {equipment.number} weighs {figure} kg more than its declared goods and "
            "itself: {earlier}, {later}."
        ),
        "fr": (
            "Le conteneur {equipment.number} pèse {figure} kg de plus que ses marchandises "
            "déclarées et sa tare : {earlier}, {later}."
        ),
        "nl": (
            "Container {equipment.number} weegt {figure} kg meer dan zijn aangegeven goederen "
            "en hijzelf: {earlier}, {later}."
        ),
        "es": (
            "El contenedor {equipment.number} pesa {figure} kg más que su mercancía declarada y"
            " su tara: {earlier}, {later}."
        ),
    },
)
