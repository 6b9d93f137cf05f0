"""Is there a consignee?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.checks.check import Check
from quaywatch.checks.completeness.elements import asked
from quaywatch.checks.expressions import blank

CHECK = Check(
    code="consignee-missing",
    severity=Severity.ERROR,
    subject=Subject.CONSIGNMENT,
    fields=("consignment.consignee_name",),
    source="Reg. (EU) 2015/2446, annex B, data element 13 03 (consignee)",
    text={
        "en": "No consignee is named.",
        "fr": "Aucun destinataire n'est nommé.",
        "nl": "Er is geen geadresseerde genoemd.",
        "es": "No se nombra ningún destinatario.",
    },
    expression=asked("13 03") & blank("consignee_name") & blank("consignee_identifier"),
)
