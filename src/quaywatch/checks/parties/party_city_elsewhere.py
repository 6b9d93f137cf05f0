"""Does the city of a party lie in its country?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.checks.check import Check
from quaywatch.checks.parties.places import city_elsewhere

CHECK = Check(
    code="party-city-elsewhere",
    severity=Severity.INFO,
    subject=Subject.CONSIGNMENT,
    fields=(
        "consignment.consignor_city",
        "consignment.consignor_country",
        "consignment.consignee_city",
        "consignment.consignee_country",
    ),
    source=(
        "Reg. (EU) 2015/2446, annex B, data elements 13 02 and 13 03 (address); UNECE "
        "Recommendation 16 (UN/LOCODE)"
    ),
    text={
        "en": (
            "A city does not lie in the country declared with it: consignor "
            "{consignment.consignor_city} ({consignment.consignor_country}), consignee "
            "{consignment.consignee_city} ({consignment.consignee_country})."
        ),
        "fr": (
            "Une ville n'est pas dans le pays déclaré avec elle : expéditeur "
            "{consignment.consignor_city} ({consignment.consignor_country}), destinataire "
            "{consignment.consignee_city} ({consignment.consignee_country})."
        ),
        "nl": (
            "Een plaats ligt niet in het land dat erbij staat: afzender "
            "{consignment.consignor_city} ({consignment.consignor_country}), geadresseerde "
            "{consignment.consignee_city} ({consignment.consignee_country})."
        ),
        "es": (
            "Una ciudad no está en el país declarado con ella: expedidor "
            "{consignment.consignor_city} ({consignment.consignor_country}), destinatario "
            "{consignment.consignee_city} ({consignment.consignee_country})."
        ),
    },
    expression=(city_elsewhere("consignor") | city_elsewhere("consignee")),
)
