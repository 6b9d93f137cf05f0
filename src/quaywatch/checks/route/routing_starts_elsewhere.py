"""Does the routing begin where the goods are loaded?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check

CHECK = Check(
    code="routing-starts-elsewhere",
    severity=Severity.WARNING,
    subject=Subject.CONSIGNMENT,
    fields=(
        "consignment.routing_countries",
        "consignment.port_of_loading",
    ),
    source="ICS2 rule R3013 on data element 16 11 (countries of routing)",
    text={
        "en": (
            "The routing {consignment.routing_countries} does not begin in the country of the "
            "place of loading {consignment.port_of_loading}."
        ),
        "fr": (
            "L'itinéraire {consignment.routing_countries} ne commence pas dans le pays du lieu de "
            "chargement {consignment.port_of_loading}."
        ),
        "nl": (
            "De route {consignment.routing_countries} begint niet in het land van de laadplaats "
            "{consignment.port_of_loading}."
        ),
        "es": (
            "La ruta {consignment.routing_countries} no empieza en el país del lugar de carga "
            "{consignment.port_of_loading}."
        ),
    },
    expression=(col("routing").text.head(2) != col("port_of_loading_country")),
    given=("routing",),
)
