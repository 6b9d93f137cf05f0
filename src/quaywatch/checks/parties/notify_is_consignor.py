"""Is the notify party the consignor itself?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check
from quaywatch.checks.expressions import blank

CHECK = Check(
    code="notify-is-consignor",
    severity=Severity.WARNING,
    subject=Subject.CONSIGNMENT,
    fields=(
        "consignment.notify_party_name",
        "consignment.consignor_name",
        "consignment.consignee_name",
    ),
    source="WCO SAFE Framework of Standards, risk indicators on parties",
    text={
        "en": (
            "The notify party {consignment.notify_party_name} is the consignor, while the goods"
            " go to {consignment.consignee_name}."
        ),
        "fr": (
            "La partie à notifier {consignment.notify_party_name} est l'expéditeur, alors que "
            "les marchandises vont à {consignment.consignee_name}."
        ),
        "nl": (
            "De te verwittigen partij {consignment.notify_party_name} is de afzender, terwijl "
            "de goederen naar {consignment.consignee_name} gaan."
        ),
        "es": (
            "La parte a notificar {consignment.notify_party_name} es el expedidor, mientras que"
            " la mercancía va a {consignment.consignee_name}."
        ),
    },
    expression=(
        ~blank("notify_party_name")
        & (col("notify_party_plain") == col("consignor_plain"))
        & (col("consignor_plain") != col("consignee_plain"))
    ),
)
