"""Does anyone hear of goods that are consigned to order?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check
from quaywatch.checks.completeness.elements import asked
from quaywatch.checks.expressions import blank

CHECK = Check(
    code="to-order-without-notify",
    severity=Severity.ERROR,
    subject=Subject.CONSIGNMENT,
    fields=(
        "consignment.consignee_name",
        "consignment.notify_party_name",
    ),
    source=(
        "Reg. (EU) 2015/2446, annex B, data element 13 13 (notify party, required where the "
        "bill is to order)"
    ),
    text={
        "en": (
            "The consignee is {consignment.consignee_name} and no notify party is named: nobody"
            " is known to receive the goods."
        ),
        "fr": (
            "Le destinataire est {consignment.consignee_name} et aucune partie à notifier n'est"
            " nommée : personne n'est connu pour recevoir les marchandises."
        ),
        "nl": (
            "De geadresseerde is {consignment.consignee_name} en er is geen te verwittigen "
            "partij genoemd: niemand is bekend als ontvanger."
        ),
        "es": (
            "El destinatario es {consignment.consignee_name} y no se nombra a quién notificar: "
            "no se sabe quién recibe la mercancía."
        ),
    },
    expression=asked("13 13") & col("consignee_to_order") & blank("notify_party_name"),
)
