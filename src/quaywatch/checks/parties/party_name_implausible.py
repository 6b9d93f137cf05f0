"""Can this be a party's name?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.columns import PARTY_ROLES
from quaywatch.cargo.identifiers.distinct import each_distinct
from quaywatch.cargo.terms import any_horizontal, col
from quaywatch.checks.check import Check
from quaywatch.checks.meaning.letters import implausible

CHECK = Check(
    code="party-name-implausible",
    severity=Severity.WARNING,
    subject=Subject.CONSIGNMENT,
    fields=(
        "consignment.consignor_name",
        "consignment.consignee_name",
        "consignment.notify_party_name",
    ),
    source=(
        "Reg. (EU) 2015/2446, annex B, data elements 13 02, 13 03 and 13 13 (name); own model of "
        "letters"
    ),
    text={
        "en": (
            "A name is no name: consignor {consignment.consignor_name}, consignee "
            "{consignment.consignee_name}, notify party {consignment.notify_party_name}."
        ),
        "fr": (
            "Un nom n'en est pas un : expéditeur {consignment.consignor_name}, destinataire "
            "{consignment.consignee_name}, partie à notifier {consignment.notify_party_name}."
        ),
        "nl": (
            "Een naam is geen naam: afzender {consignment.consignor_name}, geadresseerde "
            "{consignment.consignee_name}, te verwittigen partij {consignment.notify_party_name}."
        ),
        "es": (
            "Un nombre no es un nombre: expedidor {consignment.consignor_name}, destinatario "
            "{consignment.consignee_name}, parte a notificar {consignment.notify_party_name}."
        ),
    },
    expression=(
        any_horizontal(
            each_distinct(col(f"{role}_name"), implausible, bool) for role in PARTY_ROLES
        )
    ),
)
