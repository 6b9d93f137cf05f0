"""Do all scales agree on the mass of the box?"""

from quaywatch.cargo import Severity
from quaywatch.checks.story.told import told
from quaywatch.story import Contradiction

CHECK = told(
    Contradiction.MASS_DRIFT,
    severity=Severity.WARNING,
    fields=(
        "equipment.number",
        "equipment.verified_gross_mass_kg",
    ),
    source="SOLAS VI/2 and MSC.1/Circ.1475 (5 % or 500 kg, as flag and port states tolerate)",
    text={
        "en": (
            "Masses of container {equipment.number} differ by {figure} kg: {earlier}, {later}; "
            "{limit} kg would be usual."
        ),
        "fr": (
            "Les masses du conteneur {equipment.number} diffèrent de {figure} kg : {earlier}, "
            "{later} ; {limit} kg seraient habituels."
        ),
        "nl": (
            "Massa's van container {equipment.number} verschillen {figure} kg: {earlier}, "
            "{later}; {limit} kg zou gewoon zijn."
        ),
        "es": (
            "Las masas del contenedor {equipment.number} difieren en {figure} kg: {earlier}, "
            "{later}; lo habitual serían {limit} kg."
        ),
    },
)
