"""Does the same seal close several containers?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check

_MANY = 3
"""Two may be one typing error."""

CHECK = Check(
    code="seal-shared",
    severity=Severity.WARNING,
    subject=Subject.EQUIPMENT,
    fields=(
        "equipment.seals",
        "equipment.number",
    ),
    source="ISO 17712 (each seal has a number of its own)",
    text={
        "en": (
            "A seal of container {equipment.number} ({equipment.seals}) is declared on three or"
            " more containers."
        ),
        "fr": (
            "Un scellé du conteneur {equipment.number} ({equipment.seals}) est déclaré sur "
            "trois conteneurs ou plus."
        ),
        "nl": (
            "Een zegel van container {equipment.number} ({equipment.seals}) is op drie of meer "
            "containers aangegeven."
        ),
        "es": (
            "Un precinto del contenedor {equipment.number} ({equipment.seals}) se declara en "
            "tres o más contenedores."
        ),
    },
    expression=col("seal_boxes") >= _MANY,
)
