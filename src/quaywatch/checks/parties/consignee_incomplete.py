"""Can the consignee be found with what is declared?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check
from quaywatch.checks.parties.names import incomplete

CHECK = Check(
    code="consignee-incomplete",
    severity=Severity.WARNING,
    subject=Subject.CONSIGNMENT,
    fields=(
        "consignment.consignee_name",
        "consignment.consignee_address",
        "consignment.consignee_city",
        "consignment.consignee_country",
    ),
    source="Reg. (EU) 2015/2446, annex B, data element 13 03 (name, address, city and country)",
    text={
        "en": (
            "The consignee {consignment.consignee_name} has no full address: street "
            "{consignment.consignee_address}, city {consignment.consignee_city}, country "
            "{consignment.consignee_country}."
        ),
        "fr": (
            "L'adresse du destinataire {consignment.consignee_name} est incomplète : rue "
            "{consignment.consignee_address}, ville {consignment.consignee_city}, pays "
            "{consignment.consignee_country}."
        ),
        "nl": (
            "Het adres van de geadresseerde {consignment.consignee_name} is onvolledig: straat "
            "{consignment.consignee_address}, plaats {consignment.consignee_city}, land "
            "{consignment.consignee_country}."
        ),
        "es": (
            "La dirección del destinatario {consignment.consignee_name} está incompleta: calle "
            "{consignment.consignee_address}, ciudad {consignment.consignee_city}, país "
            "{consignment.consignee_country}."
        ),
    },
    expression=incomplete("consignee") & ~col("consignee_to_order"),
)
