"""Does a stand-in take the place of an address?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import any_horizontal
from quaywatch.checks.check import Check
from quaywatch.checks.parties.names import address_stands_in, city_stands_in

CHECK = Check(
    code="address-placeholder",
    severity=Severity.WARNING,
    subject=Subject.CONSIGNMENT,
    fields=(
        "consignment.consignor_address",
        "consignment.consignor_city",
        "consignment.consignee_address",
        "consignment.consignee_city",
    ),
    source="ICS2 stop words for addresses (TAXUD.A.3.003), such as UNKNOWN, N/A, PRIVATE",
    text={
        "en": (
            "An address is a stand-in: consignor {consignment.consignor_address}, "
            "{consignment.consignor_city}; consignee {consignment.consignee_address}, "
            "{consignment.consignee_city}."
        ),
        "fr": (
            "Une adresse est fictive : expéditeur {consignment.consignor_address}, "
            "{consignment.consignor_city} ; destinataire {consignment.consignee_address}, "
            "{consignment.consignee_city}."
        ),
        "nl": (
            "Een adres is een plaatsvervanger: afzender {consignment.consignor_address}, "
            "{consignment.consignor_city}; geadresseerde {consignment.consignee_address}, "
            "{consignment.consignee_city}."
        ),
        "es": (
            "Una dirección es ficticia: expedidor {consignment.consignor_address}, "
            "{consignment.consignor_city}; destinatario {consignment.consignee_address}, "
            "{consignment.consignee_city}."
        ),
    },
    expression=any_horizontal(
        stands_in(f"{role}_{field}")
        for role in ("consignor", "consignee")
        for field, stands_in in (("address", address_stands_in), ("city", city_stands_in))
    ),
)
