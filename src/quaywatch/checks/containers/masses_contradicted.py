"""Do goods and containers weigh the same?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col, max_horizontal
from quaywatch.checks.check import Check

_LEAST_KG = 500
_SHARE = 0.1
"""Rounding and packing stay below these."""

CHECK = Check(
    code="masses-contradicted",
    severity=Severity.WARNING,
    subject=Subject.CONSIGNMENT,
    fields=(
        "goods_item.gross_mass_kg",
        "equipment.gross_mass_kg",
        "equipment.number",
    ),
    source=(
        "Reg. (EU) 2015/2446, annex B, data element 18 04 (gross mass), declared by goods and by "
        "container"
    ),
    text={
        "en": (
            "The goods weigh {goods_item.gross_mass_kg} kg, but their containers "
            "{equipment.number} are declared with {equipment.gross_mass_kg} kg of goods."
        ),
        "fr": (
            "Les marchandises pèsent {goods_item.gross_mass_kg} kg, mais leurs conteneurs "
            "{equipment.number} sont déclarés avec {equipment.gross_mass_kg} kg de marchandises."
        ),
        "nl": (
            "De goederen wegen {goods_item.gross_mass_kg} kg, maar voor hun containers "
            "{equipment.number} is {equipment.gross_mass_kg} kg aan goederen aangegeven."
        ),
        "es": (
            "La mercancía pesa {goods_item.gross_mass_kg} kg, pero sus contenedores "
            "{equipment.number} se declaran con {equipment.gross_mass_kg} kg de mercancía."
        ),
    },
    expression=(
        (col("level") == "master")
        & (
            (col("boxes_mass_kg") - col("goods_mass_kg")).abs()
            > max_horizontal(_LEAST_KG, col("goods_mass_kg") * _SHARE)
        )
    ),
)
