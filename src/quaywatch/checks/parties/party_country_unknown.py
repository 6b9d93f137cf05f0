"""Is a party's country a country?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.identifiers import country
from quaywatch.cargo.identifiers.distinct import each_distinct
from quaywatch.cargo.terms import Term, col
from quaywatch.checks.check import Check

_COUNTRIES = frozenset({*country.names(), "XI", "XK", ""})


def _is_unknown(written: str) -> bool:
    return written.strip().upper() not in _COUNTRIES


def _unknown(column: str) -> Term:
    return each_distinct(col(column), _is_unknown, bool).fill_null(value=False)


CHECK = Check(
    code="party-country-unknown",
    severity=Severity.WARNING,
    subject=Subject.CONSIGNMENT,
    fields=(
        "consignment.consignor_country",
        "consignment.consignee_country",
    ),
    source=(
        "Reg. (EU) 2015/2446, annex B, data elements 13 02 and 13 03 (country code of ISO 3166-1)"
    ),
    text={
        "en": (
            "A party is in no known country: consignor {consignment.consignor_country}, consignee "
            "{consignment.consignee_country}."
        ),
        "fr": (
            "Une partie n'est dans aucun pays connu : expéditeur {consignment.consignor_country}, "
            "destinataire {consignment.consignee_country}."
        ),
        "nl": (
            "Een partij is in geen bekend land: afzender {consignment.consignor_country}, "
            "geadresseerde {consignment.consignee_country}."
        ),
        "es": (
            "Una parte no está en ningún país conocido: expedidor {consignment.consignor_country},"
            " destinatario {consignment.consignee_country}."
        ),
    },
    expression=(_unknown("consignor_country") | _unknown("consignee_country")),
)
