"""Is the verified mass at least that of the goods and the container?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check

_TOLERANCE = 0.95
"""Weighing under SOLAS is allowed to be out by a few per cent, depending on the state."""

CHECK = Check(
    code="verified-mass-below-cargo",
    severity=Severity.ERROR,
    subject=Subject.EQUIPMENT,
    fields=(
        "equipment.number",
        "equipment.verified_gross_mass_kg",
        "equipment.gross_mass_kg",
        "goods_item.gross_mass_kg",
    ),
    source="SOLAS VI/2 (verified gross mass)",
    text={
        "en": (
            "Container {equipment.number} was verified at {equipment.verified_gross_mass_kg} "
            "kg, less than its goods and itself ({equipment.gross_mass_kg} kg declared for the "
            "container, {goods_item.gross_mass_kg} kg for the goods)."
        ),
        "fr": (
            "Le conteneur {equipment.number} a été pesé à {equipment.verified_gross_mass_kg} "
            "kg, moins que ses marchandises et sa tare ({equipment.gross_mass_kg} kg déclarés "
            "pour le conteneur, {goods_item.gross_mass_kg} kg pour les marchandises)."
        ),
        "nl": (
            "Container {equipment.number} woog {equipment.verified_gross_mass_kg} kg, minder "
            "dan zijn goederen en hijzelf ({equipment.gross_mass_kg} kg aangegeven voor de "
            "container, {goods_item.gross_mass_kg} kg voor de goederen)."
        ),
        "es": (
            "El contenedor {equipment.number} pesó {equipment.verified_gross_mass_kg} kg, menos"
            " que su mercancía y su tara ({equipment.gross_mass_kg} kg declarados para el "
            "contenedor, {goods_item.gross_mass_kg} kg para la mercancía)."
        ),
    },
    expression=(
        col("verified_gross_mass_kg") < (col("cargo_kg") + col("lightest_tare")) * _TOLERANCE
    ),
)
