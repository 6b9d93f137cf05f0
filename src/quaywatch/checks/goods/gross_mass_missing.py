"""Is the mass of the goods declared?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check
from quaywatch.checks.completeness.elements import asked

CHECK = Check(
    code="gross-mass-missing",
    severity=Severity.WARNING,
    subject=Subject.GOODS_ITEM,
    fields=(
        "goods_item.gross_mass_kg",
        "goods_item.description",
    ),
    source="Reg. (EU) 2015/2446, annex B, data element 18 04 (gross mass)",
    text={
        "en": "No gross mass is declared for “{goods_item.description}”.",
        "fr": "Aucune masse brute n'est déclarée pour « {goods_item.description} ».",
        "nl": "Er is geen brutomassa aangegeven voor “{goods_item.description}”.",
        "es": "No se declara masa bruta para «{goods_item.description}».",
    },
    expression=asked("18 04") & (col("gross_mass_kg").fill_null(0) <= 0),
)
