"""Does the routing end where the goods are unloaded?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check

CHECK = Check(
    code="routing-ends-elsewhere",
    severity=Severity.WARNING,
    subject=Subject.CONSIGNMENT,
    fields=(
        "consignment.routing_countries",
        "consignment.port_of_discharge",
    ),
    source="ICS2 rule R3014 on data element 16 11 (countries of routing)",
    text={
        "en": (
            "The routing {consignment.routing_countries} does not end in the country of the place "
            "of unloading {consignment.port_of_discharge}."
        ),
        "fr": (
            "L'itinéraire {consignment.routing_countries} ne finit pas dans le pays du lieu de "
            "déchargement {consignment.port_of_discharge}."
        ),
        "nl": (
            "De route {consignment.routing_countries} eindigt niet in het land van de losplaats "
            "{consignment.port_of_discharge}."
        ),
        "es": (
            "La ruta {consignment.routing_countries} no termina en el país del lugar de descarga "
            "{consignment.port_of_discharge}."
        ),
    },
    expression=(col("routing").text.tail(2) != col("port_of_discharge_country")),
    given=("routing",),
)
