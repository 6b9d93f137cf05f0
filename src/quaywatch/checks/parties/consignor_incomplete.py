"""Can the consignor be found with what is declared?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.checks.check import Check
from quaywatch.checks.parties.names import incomplete

CHECK = Check(
    code="consignor-incomplete",
    severity=Severity.WARNING,
    subject=Subject.CONSIGNMENT,
    fields=(
        "consignment.consignor_name",
        "consignment.consignor_address",
        "consignment.consignor_city",
        "consignment.consignor_country",
    ),
    source="Reg. (EU) 2015/2446, annex B, data element 13 02 (name, address, city and country)",
    text={
        "en": (
            "The consignor {consignment.consignor_name} has no full address: street "
            "{consignment.consignor_address}, city {consignment.consignor_city}, country "
            "{consignment.consignor_country}."
        ),
        "fr": (
            "L'adresse de l'expéditeur {consignment.consignor_name} est incomplète : rue "
            "{consignment.consignor_address}, ville {consignment.consignor_city}, pays "
            "{consignment.consignor_country}."
        ),
        "nl": (
            "Het adres van de afzender {consignment.consignor_name} is onvolledig: straat "
            "{consignment.consignor_address}, plaats {consignment.consignor_city}, land "
            "{consignment.consignor_country}."
        ),
        "es": (
            "La dirección del expedidor {consignment.consignor_name} está incompleta: calle "
            "{consignment.consignor_address}, ciudad {consignment.consignor_city}, país "
            "{consignment.consignor_country}."
        ),
    },
    expression=incomplete("consignor"),
)
