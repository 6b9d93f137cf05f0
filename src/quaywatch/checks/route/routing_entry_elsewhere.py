"""Does the routing enter the Union at the declared office of first entry?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.identifiers import country
from quaywatch.cargo.identifiers.distinct import each_distinct
from quaywatch.cargo.terms import col, concat_str, lit
from quaywatch.checks.check import Check
from quaywatch.checks.expressions import blank

_ROUTING_AND_OFFICE = concat_str(col("routing"), lit(">"), col("first_entry")).text.to_uppercase()


def _elsewhere(routing_and_office: str) -> bool:
    routing, _, office = routing_and_office.rpartition(">")
    union = country.european_union()
    entered = next((code for code in routing.split() if code in union), None)
    return entered is not None and entered != office.strip()[:2]


CHECK = Check(
    code="routing-entry-elsewhere",
    severity=Severity.WARNING,
    subject=Subject.CONSIGNMENT,
    fields=(
        "consignment.routing_countries",
        "consignment.first_entry",
    ),
    source=(
        "ICS2 rule R3018 on data elements 16 11 (countries of routing) and 17 07 (office of first "
        "entry)"
    ),
    text={
        "en": (
            "The first country of the Union in the routing {consignment.routing_countries} is not "
            "that of the office of first entry {consignment.first_entry}."
        ),
        "fr": (
            "Le premier pays de l'Union dans l'itinéraire {consignment.routing_countries} n'est "
            "pas celui du bureau de première entrée {consignment.first_entry}."
        ),
        "nl": (
            "Het eerste land van de Unie op de route {consignment.routing_countries} is niet dat "
            "van het kantoor van eerste binnenkomst {consignment.first_entry}."
        ),
        "es": (
            "El primer país de la Unión en la ruta {consignment.routing_countries} no es el de la "
            "aduana de primera entrada {consignment.first_entry}."
        ),
    },
    expression=(~blank("first_entry") & each_distinct(_ROUTING_AND_OFFICE, _elsewhere, bool)),
    given=("routing", "first_entry"),
)
