"""Does the way over the hub make economic sense?"""

from quaywatch.cargo import Severity
from quaywatch.checks.story.told import told
from quaywatch.story import Contradiction

CHECK = told(
    Contradiction.DETOUR,
    severity=Severity.WARNING,
    fields=(
        "equipment.number",
        "consignment.port_of_loading",
        "consignment.transhipment_ports",
        "consignment.port_of_discharge",
    ),
    source="WCO SAFE Framework of Standards, risk indicators on routing",
    text={
        "en": (
            "Container {equipment.number} sailed from {earlier} over {later}: about {figure} "
            "nautical miles where {limit} lead there."
        ),
        "fr": (
            "Le conteneur {equipment.number} a navigué de {earlier} par {later} : environ "
            "{figure} milles marins là où {limit} suffisent."
        ),
        "nl": (
            "Container {equipment.number} voer van {earlier} over {later}: ongeveer {figure} "
            "zeemijl waar {limit} volstaan."
        ),
        "es": (
            "El contenedor {equipment.number} navegó desde {earlier} por {later}: unas {figure}"
            " millas náuticas donde bastan {limit}."
        ),
    },
)
