"""Can the container carry what is declared?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check

_TOLERANCE = 1.15
"""Containers built for heavy goods carry somewhat more than the usual ones."""

CHECK = Check(
    code="mass-over-payload",
    severity=Severity.ERROR,
    subject=Subject.EQUIPMENT,
    fields=(
        "equipment.number",
        "equipment.size_type",
        "equipment.gross_mass_kg",
        "goods_item.gross_mass_kg",
    ),
    source="ISO 668 (rating 36,000 kg at most); usual payloads",
    text={
        "en": (
            "The goods in container {equipment.number} ({equipment.size_type}) are heavier than"
            " it can carry: {equipment.gross_mass_kg} kg declared for the container, "
            "{goods_item.gross_mass_kg} kg for the goods."
        ),
        "fr": (
            "Les marchandises du conteneur {equipment.number} ({equipment.size_type}) dépassent"
            " sa charge utile : {equipment.gross_mass_kg} kg déclarés pour le conteneur, "
            "{goods_item.gross_mass_kg} kg pour les marchandises."
        ),
        "nl": (
            "De goederen in container {equipment.number} ({equipment.size_type}) zijn zwaarder "
            "dan hij kan dragen: {equipment.gross_mass_kg} kg aangegeven voor de container, "
            "{goods_item.gross_mass_kg} kg voor de goederen."
        ),
        "es": (
            "La mercancía del contenedor {equipment.number} ({equipment.size_type}) supera su "
            "carga útil: {equipment.gross_mass_kg} kg declarados para el contenedor, "
            "{goods_item.gross_mass_kg} kg para la mercancía."
        ),
    },
    expression=col("cargo_kg") > col("payload") * _TOLERANCE,
)
