"""Is every country of the routing a country?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.identifiers import country
from quaywatch.cargo.identifiers.distinct import each_distinct
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check

_COUNTRIES = frozenset({*country.names(), "XI", "XK"})


def _unknown(routing: str) -> bool:
    return not _COUNTRIES.issuperset(routing.split())


CHECK = Check(
    code="routing-country-unknown",
    severity=Severity.WARNING,
    subject=Subject.CONSIGNMENT,
    fields=("consignment.routing_countries",),
    source="Reg. (EU) 2015/2446, annex B, data element 16 11 (country codes of ISO 3166-1)",
    text={
        "en": "The routing {consignment.routing_countries} names something that is no country.",
        "fr": "L'itinéraire {consignment.routing_countries} cite un code qui n'est pas un pays.",
        "nl": "De route {consignment.routing_countries} noemt iets dat geen land is.",
        "es": "La ruta {consignment.routing_countries} nombra algo que no es un país.",
    },
    expression=(each_distinct(col("routing"), _unknown, bool)),
    given=("routing",),
)
