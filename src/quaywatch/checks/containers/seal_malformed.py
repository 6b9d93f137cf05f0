"""Can this be a seal number?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.identifiers.seal_number import LONGEST
from quaywatch.cargo.terms import col, element
from quaywatch.checks.check import Check

_SHORTEST = 3
_SEALS = col("seals")

CHECK = Check(
    code="seal-malformed",
    severity=Severity.INFO,
    subject=Subject.EQUIPMENT,
    fields=(
        "equipment.seals",
        "equipment.number",
    ),
    source="Reg. (EU) 2015/2446, annex B, data element 19 10 (seal identifier, an..20); ISO 17712",
    text={
        "en": (
            "“{equipment.seals}” on container {equipment.number} is too long or too short for a "
            "seal number."
        ),
        "fr": (
            "« {equipment.seals} » du conteneur {equipment.number} est trop long ou trop court "
            "pour un numéro de scellé."
        ),
        "nl": (
            "“{equipment.seals}” op container {equipment.number} is te lang of te kort voor een "
            "zegelnummer."
        ),
        "es": (
            "«{equipment.seals}» del contenedor {equipment.number} es demasiado largo o corto para"
            " un número de precinto."
        ),
    },
    expression=(
        _SEALS.items.any(
            (element().text.len_chars() > LONGEST) | (element().text.len_chars() < _SHORTEST)
        )
    ),
)
