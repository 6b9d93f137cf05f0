"""Do the goods go anywhere?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check
from quaywatch.checks.expressions import blank

CHECK = Check(
    code="loading-is-discharge",
    severity=Severity.ERROR,
    subject=Subject.CONSIGNMENT,
    fields=(
        "consignment.port_of_loading",
        "consignment.port_of_discharge",
    ),
    source=(
        "Reg. (EU) 2015/2446, annex B, data element 16 13 and 16 14 (places of loading and "
        "unloading)"
    ),
    text={
        "en": "Port of loading and port of discharge are the same: {consignment.port_of_loading}.",
        "fr": (
            "Port de chargement et port de déchargement sont identiques : "
            "{consignment.port_of_loading}."
        ),
        "nl": "Laadhaven en loshaven zijn dezelfde: {consignment.port_of_loading}.",
        "es": "Puerto de carga y puerto de descarga son el mismo: {consignment.port_of_loading}.",
    },
    expression=~blank("port_of_loading") & (col("port_of_loading") == col("port_of_discharge")),
)
