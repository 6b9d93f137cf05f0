"""Could the box travel between the places where it was seen?"""

from quaywatch.cargo import Severity
from quaywatch.checks.story.told import told
from quaywatch.story import Contradiction

CHECK = told(
    Contradiction.TWO_PLACES,
    severity=Severity.ERROR,
    fields=("equipment.number",),
    source="Distance along the great circle; 50 knots, as a lorry that never rests",
    text={
        "en": (
            "Container {equipment.number} was seen at {earlier} and {figure} hours later at "
            "{later}; the way takes {limit} hours at least."
        ),
        "fr": (
            "Le conteneur {equipment.number} a été vu à {earlier} puis {figure} heures plus "
            "tard à {later} ; le trajet prend au moins {limit} heures."
        ),
        "nl": (
            "Container {equipment.number} is gezien bij {earlier} en {figure} uur later bij "
            "{later}; de weg duurt minstens {limit} uur."
        ),
        "es": (
            "El contenedor {equipment.number} se vio en {earlier} y {figure} horas después en "
            "{later}; el trayecto dura al menos {limit} horas."
        ),
    },
)
