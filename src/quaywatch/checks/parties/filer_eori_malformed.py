"""Have declarant and carrier numbers of the form of an EORI number?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.identifiers import eori
from quaywatch.cargo.terms import any_horizontal, col
from quaywatch.checks.check import Check
from quaywatch.checks.completeness.elements import asked
from quaywatch.checks.expressions import blank

CHECK = Check(
    code="filer-eori-malformed",
    severity=Severity.WARNING,
    subject=Subject.CONSIGNMENT,
    fields=(
        "consignment.declarant_identifier",
        "consignment.carrier_identifier",
    ),
    source="ICS2 rule R3005; Reg. (EU) 2015/2446, annex B (identification number, an..17)",
    text={
        "en": (
            "A number is no EORI number: declarant {consignment.declarant_identifier}, carrier "
            "{consignment.carrier_identifier}."
        ),
        "fr": (
            "Un numéro n'est pas un numéro EORI : déclarant {consignment.declarant_identifier}, "
            "transporteur {consignment.carrier_identifier}."
        ),
        "nl": (
            "Een nummer is geen EORI-nummer: aangever {consignment.declarant_identifier}, "
            "vervoerder {consignment.carrier_identifier}."
        ),
        "es": (
            "Un número no es un número EORI: declarante {consignment.declarant_identifier}, "
            "transportista {consignment.carrier_identifier}."
        ),
    },
    expression=(
        asked("13 05")
        & any_horizontal(
            ~blank(column) & ~eori.valid_column(col(column))
            for column in ("declarant_identifier", "carrier_identifier")
        )
    ),
    given=("typed",),
)
