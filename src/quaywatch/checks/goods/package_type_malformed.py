"""Is the type of packages a code?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check
from quaywatch.checks.expressions import blank

CHECK = Check(
    code="package-type-malformed",
    severity=Severity.INFO,
    subject=Subject.GOODS_ITEM,
    fields=(
        "goods_item.package_type",
        "goods_item.package_count",
    ),
    source="UNECE Recommendation 21 (codes for types of packages); data element 18 06 003",
    text={
        "en": "“{goods_item.package_type}” is no code for a type of packages.",
        "fr": "« {goods_item.package_type} » n'est pas un code de nature de colis.",
        "nl": "“{goods_item.package_type}” is geen code voor een soort colli.",
        "es": "«{goods_item.package_type}» no es un código de tipo de bultos.",
    },
    expression=(~blank("package_type") & ~col("package_type").text.contains("^[0-9A-Za-z]{1,2}$")),
)
