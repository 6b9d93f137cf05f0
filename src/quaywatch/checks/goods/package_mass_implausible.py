"""Can one package be as heavy as declared?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.identifiers.distinct import each_distinct
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check
from quaywatch.checks.data import rows

_BY_TYPE = {row["package_type"]: float(row["most_kg"]) for row in rows("package_masses.csv")}
_MOST_KG = each_distinct(col("package_type"), lambda package: _BY_TYPE.get(package.upper()), float)

CHECK = Check(
    code="package-mass-implausible",
    severity=Severity.WARNING,
    subject=Subject.GOODS_ITEM,
    fields=(
        "goods_item.package_count",
        "goods_item.package_type",
        "goods_item.gross_mass_kg",
    ),
    source="Usual packing; WCO SAFE Framework of Standards, risk indicators on goods",
    text={
        "en": (
            "{goods_item.gross_mass_kg} kg in {goods_item.package_count} packages of type "
            "{goods_item.package_type} is too much for one package."
        ),
        "fr": (
            "{goods_item.gross_mass_kg} kg en {goods_item.package_count} colis de type "
            "{goods_item.package_type} : trop pour un colis."
        ),
        "nl": (
            "{goods_item.gross_mass_kg} kg in {goods_item.package_count} colli van type "
            "{goods_item.package_type} is te veel voor één collo."
        ),
        "es": (
            "{goods_item.gross_mass_kg} kg en {goods_item.package_count} bultos de tipo "
            "{goods_item.package_type} es demasiado para un bulto."
        ),
    },
    expression=col("gross_mass_kg") > col("package_count") * _MOST_KG,
)
