"""Does a stand-in take the place of a party's name?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.checks.check import Check
from quaywatch.checks.parties.names import stands_in

CHECK = Check(
    code="party-placeholder",
    severity=Severity.ERROR,
    subject=Subject.CONSIGNMENT,
    fields=(
        "consignment.consignor_name",
        "consignment.consignee_name",
    ),
    source="ICS2 stop words for party names (TAXUD.A.3.003), such as UNKNOWN, N/A, PRIVATE",
    text={
        "en": (
            "A party is named by a stand-in: consignor {consignment.consignor_name}, consignee "
            "{consignment.consignee_name}."
        ),
        "fr": (
            "Une partie porte un nom de remplacement : expéditeur {consignment.consignor_name},"
            " destinataire {consignment.consignee_name}."
        ),
        "nl": (
            "Een partij heeft een plaatsvervangende naam: afzender "
            "{consignment.consignor_name}, geadresseerde {consignment.consignee_name}."
        ),
        "es": (
            "Una parte lleva un nombre ficticio: expedidor {consignment.consignor_name}, "
            "destinatario {consignment.consignee_name}."
        ),
    },
    expression=stands_in("consignor") | stands_in("consignee"),
)
