"""Can the number of packages be right?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check
from quaywatch.checks.goods.bulk import BULK_TYPES

_LIGHTEST_KG = 0.001
"""A package with its goods weighs a gram at least."""

_COUNT = col("package_count")
_NOT_BULK = ~col("package_type").fill_null("").text.to_uppercase().is_in(BULK_TYPES)

CHECK = Check(
    code="package-count-implausible",
    severity=Severity.WARNING,
    subject=Subject.GOODS_ITEM,
    fields=(
        "goods_item.package_count",
        "goods_item.package_type",
        "goods_item.gross_mass_kg",
    ),
    source="Reg. (EU) 2015/2446, annex B, data element 18 06 (packaging)",
    text={
        "en": (
            "{goods_item.package_count} packages ({goods_item.package_type}) with "
            "{goods_item.gross_mass_kg} kg cannot be right."
        ),
        "fr": (
            "{goods_item.package_count} colis ({goods_item.package_type}) pour "
            "{goods_item.gross_mass_kg} kg : c'est impossible."
        ),
        "nl": (
            "{goods_item.package_count} colli ({goods_item.package_type}) met "
            "{goods_item.gross_mass_kg} kg kan niet kloppen."
        ),
        "es": (
            "{goods_item.package_count} bultos ({goods_item.package_type}) con "
            "{goods_item.gross_mass_kg} kg no puede ser."
        ),
    },
    expression=_NOT_BULK & ((_COUNT <= 0) | (col("gross_mass_kg") < _COUNT * _LIGHTEST_KG)),
)
