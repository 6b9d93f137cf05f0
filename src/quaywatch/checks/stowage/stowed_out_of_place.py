"""Does the box stand where its mass, its cooling unit or its port would not have it?"""

from quaywatch.cargo import Severity
from quaywatch.checks.story.told import told
from quaywatch.stowage import Oddity

CHECK = told(
    Oddity.STOWED_OUT_OF_PLACE,
    severity=Severity.INFO,
    fields=("equipment.number",),
    source="Rules of stowage: heavy below light, reefers at sockets, ports of discharge in blocks",
    text={
        "en": (
            "Container {equipment.number} stands at {later}, where going by mass, cooling and "
            "port of discharge aboard about one in {figure} would stand."
        ),
        "fr": (
            "Le conteneur {equipment.number} se trouve en {later}, où, d'après la masse, le "
            "froid et le port de déchargement à bord, se trouverait environ un sur {figure}."
        ),
        "nl": (
            "Container {equipment.number} staat op {later}, waar naar massa, koeling en loshaven "
            "aan boord ongeveer één op {figure} zou staan."
        ),
        "es": (
            "El contenedor {equipment.number} va en {later}, donde, según la masa, el frío y el "
            "puerto de descarga a bordo, iría cerca de uno de cada {figure}."
        ),
    },
)
