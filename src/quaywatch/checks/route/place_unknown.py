"""Do the places exist?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.identifiers import unlocode
from quaywatch.cargo.identifiers.distinct import each_distinct
from quaywatch.cargo.terms import any_horizontal, col
from quaywatch.checks.check import Check

_PLACES = ("place_of_receipt", "port_of_loading", "port_of_discharge", "place_of_delivery")


def _unknown(written: str) -> bool:
    return bool(written.strip()) and not unlocode.known(written)


CHECK = Check(
    code="place-unknown",
    severity=Severity.INFO,
    subject=Subject.CONSIGNMENT,
    fields=(
        "consignment.place_of_receipt",
        "consignment.port_of_loading",
        "consignment.port_of_discharge",
        "consignment.place_of_delivery",
    ),
    source="UNECE Recommendation 16 (UN/LOCODE)",
    text={
        "en": (
            "A place of the route is not in the UN/LOCODE list: {consignment.place_of_receipt},"
            " {consignment.port_of_loading}, {consignment.port_of_discharge}, "
            "{consignment.place_of_delivery}."
        ),
        "fr": (
            "Un lieu de l'itinéraire n'est pas dans la liste UN/LOCODE : "
            "{consignment.place_of_receipt}, {consignment.port_of_loading}, "
            "{consignment.port_of_discharge}, {consignment.place_of_delivery}."
        ),
        "nl": (
            "Een plaats van de route staat niet in de UN/LOCODE-lijst: "
            "{consignment.place_of_receipt}, {consignment.port_of_loading}, "
            "{consignment.port_of_discharge}, {consignment.place_of_delivery}."
        ),
        "es": (
            "Un lugar de la ruta no está en la lista UN/LOCODE: {consignment.place_of_receipt},"
            " {consignment.port_of_loading}, {consignment.port_of_discharge}, "
            "{consignment.place_of_delivery}."
        ),
    },
    expression=any_horizontal(each_distinct(col(place), _unknown, bool) for place in _PLACES),
)
