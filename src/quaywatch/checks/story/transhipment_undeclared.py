"""Was the hub of the box declared?"""

from quaywatch.cargo import Severity
from quaywatch.checks.story.told import told
from quaywatch.story import Contradiction

CHECK = told(
    Contradiction.TRANSHIPMENT_UNDECLARED,
    severity=Severity.WARNING,
    fields=(
        "equipment.number",
        "consignment.transhipment_ports",
        "consignment.routing_countries",
    ),
    source="Reg. (EU) 2015/2446, Annex B, data element 16 12 (countries of routing)",
    text={
        "en": (
            "Container {equipment.number} was transhipped at {later}, which its declaration "
            "({earlier}) does not name."
        ),
        "fr": (
            "Le conteneur {equipment.number} a été transbordé à {later}, que sa déclaration "
            "({earlier}) ne nomme pas."
        ),
        "nl": (
            "Container {equipment.number} is overgeslagen bij {later}, dat zijn aangifte "
            "({earlier}) niet noemt."
        ),
        "es": (
            "El contenedor {equipment.number} se transbordó en {later}, que su declaración "
            "({earlier}) no menciona."
        ),
    },
)
