"""Could the goods reach the port of loading overland?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.checks.check import Check
from quaywatch.checks.route.areas import far_apart

CHECK = Check(
    code="receipt-far-from-loading",
    severity=Severity.INFO,
    subject=Subject.CONSIGNMENT,
    fields=(
        "consignment.place_of_receipt",
        "consignment.port_of_loading",
    ),
    source="WCO SAFE Framework of Standards, risk indicators on routing",
    text={
        "en": (
            "The goods were received in {consignment.place_of_receipt} but loaded in "
            "{consignment.port_of_loading}, with no way overland."
        ),
        "fr": (
            "Les marchandises ont été prises en charge à {consignment.place_of_receipt} mais "
            "chargées à {consignment.port_of_loading}, sans voie terrestre."
        ),
        "nl": (
            "De goederen zijn ontvangen in {consignment.place_of_receipt} maar geladen in "
            "{consignment.port_of_loading}, zonder weg over land."
        ),
        "es": (
            "La mercancía se recibió en {consignment.place_of_receipt} pero se cargó en "
            "{consignment.port_of_loading}, sin camino por tierra."
        ),
    },
    expression=far_apart("place_of_receipt_country", "port_of_loading_country"),
)
