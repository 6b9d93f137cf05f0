"""Is the bill to the order of a forwarder?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col, when
from quaywatch.checks.check import Check
from quaywatch.checks.parties.names import forwarder

CHECK = Check(
    code="to-order-of-forwarder",
    severity=Severity.WARNING,
    subject=Subject.CONSIGNMENT,
    fields=(
        "consignment.consignee_name",
        "consignment.notify_party_name",
    ),
    source="WCO SAFE Framework of Standards, risk indicators on parties",
    text={
        "en": "The goods are to the order of a forwarder: {consignment.consignee_name}.",
        "fr": "Les marchandises sont à l'ordre d'un transitaire : {consignment.consignee_name}.",
        "nl": "De goederen zijn aan de order van een expediteur: {consignment.consignee_name}.",
        "es": "La mercancía va a la orden de un transitario: {consignment.consignee_name}.",
    },
    expression=(forwarder(when(col("consignee_to_order")).then(col("consignee_name")))),
)
