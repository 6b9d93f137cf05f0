"""Does the description count as many packages as are declared?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check
from quaywatch.checks.data import rows

_WORDS = "|".join(sorted({row["word"] for row in rows("package_words.csv")}, key=len, reverse=True))
_COUNTED = (
    col("description")
    .text.to_lowercase()
    .text.extract(rf"^\s*(\d{{1,6}})\s*(?:{_WORDS})\b")
    .text.digits_as_number()
)
"""How many packages the description begins with, such as `1080 CTNS`."""

CHECK = Check(
    code="package-count-contradicted",
    severity=Severity.WARNING,
    subject=Subject.GOODS_ITEM,
    fields=(
        "goods_item.description",
        "goods_item.package_count",
        "goods_item.package_type",
    ),
    source="Reg. (EU) 2015/2446, annex B, data elements 18 05 and 18 06 004 (number of packages)",
    text={
        "en": (
            "“{goods_item.description}” counts other packages than the {goods_item.package_count} "
            "declared."
        ),
        "fr": (
            "« {goods_item.description} » compte d'autres colis que les {goods_item.package_count}"
            " déclarés."
        ),
        "nl": (
            "“{goods_item.description}” telt andere colli dan de {goods_item.package_count} "
            "aangegeven."
        ),
        "es": (
            "«{goods_item.description}» cuenta otros bultos que los {goods_item.package_count} "
            "declarados."
        ),
    },
    expression=((_COUNTED > 0) & (col("package_count") > 0) & (col("package_count") != _COUNTED)),
)
