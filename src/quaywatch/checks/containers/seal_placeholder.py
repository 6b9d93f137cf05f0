"""Does a stand-in take the place of a seal number?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check

CHECK = Check(
    code="seal-placeholder",
    severity=Severity.WARNING,
    subject=Subject.EQUIPMENT,
    fields=(
        "equipment.seals",
        "equipment.number",
    ),
    source="Reg. (EU) 2015/2446, annex B, data element 19 10 (seal identifier)",
    text={
        "en": "“{equipment.seals}” on container {equipment.number} stands in for a seal number.",
        "fr": "« {equipment.seals} » du conteneur {equipment.number} remplace un numéro de scellé.",
        "nl": (
            "“{equipment.seals}” op container {equipment.number} staat in de plaats van een "
            "zegelnummer."
        ),
        "es": (
            "«{equipment.seals}» del contenedor {equipment.number} sustituye a un número de "
            "precinto."
        ),
    },
    expression=col("seal_placeholder"),
)
