"""Has the number of a consignee in the Union the form of an EORI number?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.identifiers import country, eori
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check
from quaywatch.checks.expressions import blank

CHECK = Check(
    code="consignee-eori-malformed",
    severity=Severity.INFO,
    subject=Subject.CONSIGNMENT,
    fields=(
        "consignment.consignee_identifier",
        "consignment.consignee_country",
    ),
    source="Reg. (EU) 2015/2446, annex B (identification number, an..17), annex 12-01",
    text={
        "en": (
            "The number {consignment.consignee_identifier} of the consignee in "
            "{consignment.consignee_country} is not a country code and up to 15 characters."
        ),
        "fr": (
            "Le numéro {consignment.consignee_identifier} du destinataire "
            "({consignment.consignee_country}) n'est pas un code pays suivi de 15 caractères au"
            " plus."
        ),
        "nl": (
            "Het nummer {consignment.consignee_identifier} van de geadresseerde "
            "({consignment.consignee_country}) is geen landcode met hoogstens 15 tekens."
        ),
        "es": (
            "El número {consignment.consignee_identifier} del destinatario "
            "({consignment.consignee_country}) no es un código de país seguido de un máximo de "
            "15 caracteres."
        ),
    },
    expression=(
        col("consignee_country").text.to_uppercase().is_in(sorted(country.european_union()))
        & ~blank("consignee_identifier")
        & ~eori.valid_column(col("consignee_identifier"))
    ),
)
