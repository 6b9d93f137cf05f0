"""Is a full container sealed?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check
from quaywatch.checks.completeness.elements import asked
from quaywatch.checks.containers.kinds import CLOSED

CHECK = Check(
    code="seal-missing",
    severity=Severity.WARNING,
    subject=Subject.EQUIPMENT,
    fields=(
        "equipment.number",
        "equipment.packed_status",
    ),
    source=(
        "Reg. (EU) 2015/2446, annex B, data element 19 10 (seal); WCO SAFE Framework of "
        "Standards, seal integrity programme"
    ),
    text={
        "en": "No seal is declared for container {equipment.number}.",
        "fr": "Aucun scellé n'est déclaré pour le conteneur {equipment.number}.",
        "nl": "Voor container {equipment.number} is geen zegel aangegeven.",
        "es": "No se declara precinto para el contenedor {equipment.number}.",
    },
    expression=(
        asked("19 10")
        & (col("seals").items.len() == 0)
        & (col("packed_status").fill_null("full") == "full")
        & col("kind").fill_null("dry").is_in(CLOSED)
    ),
)
