"""Is a box that sails as empty really empty?"""

from quaywatch.cargo import Severity
from quaywatch.checks.story.told import told
from quaywatch.story import Contradiction

CHECK = told(
    Contradiction.EMPTY_WITH_CARGO,
    severity=Severity.ERROR,
    fields=(
        "equipment.number",
        "equipment.packed_status",
        "equipment.gross_mass_kg",
    ),
    source="SMDG COARRI and BAPLIE message guides (full/empty indicator)",
    text={
        "en": ("Container {equipment.number} sailed as empty ({later}), against {earlier}."),
        "fr": ("Le conteneur {equipment.number} a navigué comme vide ({later}), contre {earlier}."),
        "nl": ("Container {equipment.number} voer als leeg ({later}), tegen {earlier}."),
        "es": ("El contenedor {equipment.number} navegó como vacío ({later}), contra {earlier}."),
    },
)
