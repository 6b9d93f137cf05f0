"""Has the container number the form of one?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.identifiers import container_number
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check

CHECK = Check(
    code="container-number-malformed",
    severity=Severity.ERROR,
    subject=Subject.EQUIPMENT,
    fields=("equipment.number",),
    source="ISO 6346",
    text={
        "en": "“{equipment.number}” has not the form of a container number.",
        "fr": "« {equipment.number} » n'a pas la forme d'un numéro de conteneur.",
        "nl": "“{equipment.number}” heeft niet de vorm van een containernummer.",
        "es": "«{equipment.number}» no tiene la forma de un número de contenedor.",
    },
    expression=~container_number.shape_column(col("canonical")).fill_null(value=False),
)
