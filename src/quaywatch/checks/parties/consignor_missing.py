"""Is there a consignor?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.checks.check import Check
from quaywatch.checks.completeness.elements import asked
from quaywatch.checks.expressions import blank

CHECK = Check(
    code="consignor-missing",
    severity=Severity.ERROR,
    subject=Subject.CONSIGNMENT,
    fields=("consignment.consignor_name",),
    source="Reg. (EU) 2015/2446, annex B, data element 13 02 (consignor)",
    text={
        "en": "No consignor is named.",
        "fr": "Aucun expéditeur n'est nommé.",
        "nl": "Er is geen afzender genoemd.",
        "es": "No se nombra ningún expedidor.",
    },
    expression=asked("13 02") & blank("consignor_name") & blank("consignor_identifier"),
)
