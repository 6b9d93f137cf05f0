"""Is the check digit of the container number right?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.identifiers import container_number
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check

CHECK = Check(
    code="container-check-digit",
    severity=Severity.ERROR,
    subject=Subject.EQUIPMENT,
    fields=("equipment.number",),
    source="ISO 6346, annex A",
    text={
        "en": (
            "The check digit of container {equipment.number} is wrong: the number is mistyped "
            "or made up."
        ),
        "fr": (
            "La clé de contrôle du conteneur {equipment.number} est fausse : numéro mal saisi "
            "ou inventé."
        ),
        "nl": (
            "Het controlecijfer van container {equipment.number} klopt niet: het nummer is "
            "verkeerd getypt of verzonnen."
        ),
        "es": (
            "El dígito de control del contenedor {equipment.number} es incorrecto: número mal "
            "escrito o inventado."
        ),
    },
    expression=~container_number.check_digit_column(col("canonical")),
)
