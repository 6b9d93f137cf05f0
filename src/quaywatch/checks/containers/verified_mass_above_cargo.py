"""Is the verified mass explained by the goods and the container?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col, max_horizontal
from quaywatch.checks.check import Check

_LEAST_KG = 2500
_SHARE = 0.15
"""Pallets, dunnage and heavier containers stay below these."""

_UNEXPLAINED = col("verified_gross_mass_kg") - col("cargo_kg") - col("tare")

CHECK = Check(
    code="verified-mass-above-cargo",
    severity=Severity.WARNING,
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
            "kg, far above its goods and itself ({equipment.gross_mass_kg} kg declared for the "
            "container, {goods_item.gross_mass_kg} kg for the goods)."
        ),
        "fr": (
            "Le conteneur {equipment.number} a été pesé à {equipment.verified_gross_mass_kg} "
            "kg, bien plus que ses marchandises et sa tare ({equipment.gross_mass_kg} kg "
            "déclarés pour le conteneur, {goods_item.gross_mass_kg} kg pour les marchandises)."
        ),
        "nl": (
            "Container {equipment.number} woog {equipment.verified_gross_mass_kg} kg, veel meer"
            " dan zijn goederen en hijzelf ({equipment.gross_mass_kg} kg aangegeven voor de "
            "container, {goods_item.gross_mass_kg} kg voor de goederen)."
        ),
        "es": (
            "El contenedor {equipment.number} pesó {equipment.verified_gross_mass_kg} kg, mucho"
            " más que su mercancía y su tara ({equipment.gross_mass_kg} kg declarados para el "
            "contenedor, {goods_item.gross_mass_kg} kg para la mercancía)."
        ),
    },
    expression=max_horizontal(_LEAST_KG, col("cargo_kg") * _SHARE) < _UNEXPLAINED,
)
