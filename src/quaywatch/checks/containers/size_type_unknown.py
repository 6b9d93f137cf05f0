"""Is the size-type code known?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check
from quaywatch.checks.expressions import blank

CHECK = Check(
    code="size-type-unknown",
    severity=Severity.INFO,
    subject=Subject.EQUIPMENT,
    fields=(
        "equipment.size_type",
        "equipment.number",
    ),
    source="ISO 6346, annexes D and E",
    text={
        "en": "“{equipment.size_type}” of container {equipment.number} is no size-type code.",
        "fr": (
            "« {equipment.size_type} » du conteneur {equipment.number} n'est pas un code de "
            "dimension et de type."
        ),
        "nl": "“{equipment.size_type}” van container {equipment.number} is geen maat-typecode.",
        "es": (
            "«{equipment.size_type}» del contenedor {equipment.number} no es un código de "
            "tamaño y tipo."
        ),
    },
    expression=~blank("size_type") & col("kind").is_null(),
)
