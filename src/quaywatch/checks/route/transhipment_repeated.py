"""Does the route call twice at the same port?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check

_PORTS = col("transhipment_ports")

CHECK = Check(
    code="transhipment-repeated",
    severity=Severity.WARNING,
    subject=Subject.CONSIGNMENT,
    fields=(
        "consignment.transhipment_ports",
        "consignment.port_of_loading",
        "consignment.port_of_discharge",
    ),
    source="WCO SAFE Framework of Standards, risk indicators on routing",
    text={
        "en": (
            "The route {consignment.port_of_loading}, {consignment.transhipment_ports}, "
            "{consignment.port_of_discharge} calls twice at one port."
        ),
        "fr": (
            "L'itinéraire {consignment.port_of_loading}, {consignment.transhipment_ports}, "
            "{consignment.port_of_discharge} touche deux fois le même port."
        ),
        "nl": (
            "De route {consignment.port_of_loading}, {consignment.transhipment_ports}, "
            "{consignment.port_of_discharge} doet één haven tweemaal aan."
        ),
        "es": (
            "La ruta {consignment.port_of_loading}, {consignment.transhipment_ports}, "
            "{consignment.port_of_discharge} toca dos veces el mismo puerto."
        ),
    },
    expression=(
        (_PORTS.items.n_unique() < _PORTS.items.len())
        | _PORTS.items.contains_term(col("port_of_loading"))
        | _PORTS.items.contains_term(col("port_of_discharge"))
    ),
)
