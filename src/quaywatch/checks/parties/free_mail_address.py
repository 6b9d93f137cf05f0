"""Does a company that trades in containers write from a free mailbox?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.identifiers.distinct import each_distinct
from quaywatch.cargo.identifiers.facts import table
from quaywatch.cargo.terms import Term, col, when
from quaywatch.checks.check import Check
from quaywatch.checks.parties.names import company

_DOMAINS = frozenset(row["domain"] for row in table("free_mail_domains.csv"))


def _is_free(mail: str) -> bool:
    return mail.strip().lower().rpartition("@")[2] in _DOMAINS


def _free(role: str) -> Term:
    free = each_distinct(col(f"{role}_email"), _is_free, bool)
    return company(when(free).then(col(f"{role}_name")))


CHECK = Check(
    code="free-mail-address",
    severity=Severity.INFO,
    subject=Subject.CONSIGNMENT,
    fields=(
        "consignment.consignor_email",
        "consignment.consignor_name",
        "consignment.consignee_email",
        "consignment.consignee_name",
    ),
    source="WCO SAFE Framework of Standards, risk indicators on parties",
    text={
        "en": (
            "A company uses a free mailbox: {consignment.consignor_name} "
            "{consignment.consignor_email}, {consignment.consignee_name} "
            "{consignment.consignee_email}."
        ),
        "fr": (
            "Une société utilise une messagerie gratuite : {consignment.consignor_name} "
            "{consignment.consignor_email}, {consignment.consignee_name} "
            "{consignment.consignee_email}."
        ),
        "nl": (
            "Een bedrijf gebruikt een gratis mailbox: {consignment.consignor_name} "
            "{consignment.consignor_email}, {consignment.consignee_name} "
            "{consignment.consignee_email}."
        ),
        "es": (
            "Una empresa usa un correo gratuito: {consignment.consignor_name} "
            "{consignment.consignor_email}, {consignment.consignee_name} "
            "{consignment.consignee_email}."
        ),
    },
    expression=(
        (col("boxes") > 0)
        & (_free("consignor").fill_null(value=False) | _free("consignee").fill_null(value=False))
    ),
)
