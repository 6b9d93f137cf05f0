"""Is a temperature set on a container that cannot cool?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check
from quaywatch.checks.containers.kinds import UNCOOLED

CHECK = Check(
    code="temperature-on-dry-box",
    severity=Severity.WARNING,
    subject=Subject.EQUIPMENT,
    fields=(
        "equipment.number",
        "equipment.size_type",
        "equipment.temperature_c",
    ),
    source="ISO 6346, annex E (type); carriage instructions for perishable goods",
    text={
        "en": (
            "A temperature of {equipment.temperature_c} °C is set on container "
            "{equipment.number} ({equipment.size_type}), which cannot cool."
        ),
        "fr": (
            "Une température de {equipment.temperature_c} °C est réglée pour le conteneur "
            "{equipment.number} ({equipment.size_type}), qui ne réfrigère pas."
        ),
        "nl": (
            "Voor container {equipment.number} ({equipment.size_type}), die niet koelt, is "
            "{equipment.temperature_c} °C ingesteld."
        ),
        "es": (
            "Se fija una temperatura de {equipment.temperature_c} °C en el contenedor "
            "{equipment.number} ({equipment.size_type}), que no refrigera."
        ),
    },
    expression=col("kind").is_in(UNCOOLED) & col("temperature_c").is_not_null(),
)
