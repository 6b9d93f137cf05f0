"""Is the container on this voyage under one carrier's bill only?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check

CHECK = Check(
    code="container-duplicate",
    severity=Severity.ERROR,
    subject=Subject.EQUIPMENT,
    fields=(
        "equipment.number",
        "consignment.vessel_name",
        "consignment.voyage",
        "consignment.reference",
    ),
    source="WCO SAFE Framework of Standards, risk indicators on containers",
    text={
        "en": (
            "Container {equipment.number} appears under several carrier's bills on voyage "
            "{consignment.voyage} of {consignment.vessel_name} (here: {consignment.reference})."
        ),
        "fr": (
            "Le conteneur {equipment.number} figure sur plusieurs connaissements du "
            "transporteur pour le voyage {consignment.voyage} du {consignment.vessel_name} (ici"
            " : {consignment.reference})."
        ),
        "nl": (
            "Container {equipment.number} staat op verschillende cognossementen van de "
            "vervoerder voor reis {consignment.voyage} van {consignment.vessel_name} (hier: "
            "{consignment.reference})."
        ),
        "es": (
            "El contenedor {equipment.number} figura en varios conocimientos del transportista "
            "en el viaje {consignment.voyage} del {consignment.vessel_name} (aquí: "
            "{consignment.reference})."
        ),
    },
    expression=col("bills") > 1,
)
