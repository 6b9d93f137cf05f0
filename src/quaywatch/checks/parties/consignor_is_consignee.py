"""Does somebody send goods to himself?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check
from quaywatch.checks.expressions import blank

CHECK = Check(
    code="consignor-is-consignee",
    severity=Severity.INFO,
    subject=Subject.CONSIGNMENT,
    fields=(
        "consignment.consignor_name",
        "consignment.consignee_name",
    ),
    source="WCO SAFE Framework of Standards, risk indicators on parties",
    text={
        "en": "Consignor and consignee are the same: {consignment.consignor_name}.",
        "fr": "Expéditeur et destinataire sont les mêmes : {consignment.consignor_name}.",
        "nl": "Afzender en geadresseerde zijn dezelfde: {consignment.consignor_name}.",
        "es": "Expedidor y destinatario son el mismo: {consignment.consignor_name}.",
    },
    expression=(~blank("consignor_name") & (col("consignor_plain") == col("consignee_plain"))),
)
