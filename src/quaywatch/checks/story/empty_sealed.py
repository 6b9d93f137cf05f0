"""Why is an empty box sealed?"""

from quaywatch.cargo import Severity
from quaywatch.checks.story.told import told
from quaywatch.story import Contradiction

CHECK = told(
    Contradiction.EMPTY_SEALED,
    severity=Severity.WARNING,
    fields=("equipment.number",),
    source="UNODC-WCO Container Control Programme (empty containers)",
    text={
        "en": ("Container {equipment.number} sailed as empty and under seal: {later}."),
        "fr": ("Le conteneur {equipment.number} a navigué vide et scellé : {later}."),
        "nl": ("Container {equipment.number} voer leeg en verzegeld: {later}."),
        "es": ("El contenedor {equipment.number} navegó vacío y precintado: {later}."),
    },
)
