"""Has a postcode the form that its country uses?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.checks.check import Check
from quaywatch.checks.parties.places import postcode_malformed

CHECK = Check(
    code="party-postcode-malformed",
    severity=Severity.INFO,
    subject=Subject.CONSIGNMENT,
    fields=(
        "consignment.consignor_postcode",
        "consignment.consignor_country",
        "consignment.consignee_postcode",
        "consignment.consignee_country",
    ),
    source=(
        "Reg. (EU) 2015/2446, annex B, data elements 13 02 and 13 03 (postcode); address formats "
        "of the Universal Postal Union"
    ),
    text={
        "en": (
            "A postcode has not the form of its country: consignor "
            "{consignment.consignor_postcode} ({consignment.consignor_country}), consignee "
            "{consignment.consignee_postcode} ({consignment.consignee_country})."
        ),
        "fr": (
            "Un code postal n'a pas la forme de son pays : expéditeur "
            "{consignment.consignor_postcode} ({consignment.consignor_country}), destinataire "
            "{consignment.consignee_postcode} ({consignment.consignee_country})."
        ),
        "nl": (
            "Een postcode heeft niet de vorm van het land: afzender "
            "{consignment.consignor_postcode} ({consignment.consignor_country}), geadresseerde "
            "{consignment.consignee_postcode} ({consignment.consignee_country})."
        ),
        "es": (
            "Un código postal no tiene la forma de su país: expedidor "
            "{consignment.consignor_postcode} ({consignment.consignor_country}), destinatario "
            "{consignment.consignee_postcode} ({consignment.consignee_country})."
        ),
    },
    expression=(postcode_malformed("consignor") | postcode_malformed("consignee")),
)
