"""Does the goods code exist?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check
from quaywatch.checks.expressions import blank

CHECK = Check(
    code="hs-code-invalid",
    severity=Severity.WARNING,
    subject=Subject.GOODS_ITEM,
    fields=("goods_item.hs_code",),
    source=(
        "World Customs Organization, Harmonized System 2022; Reg. (EU) 2015/2446, annex B, "
        "data element 18 09"
    ),
    text={
        "en": "There is no goods code {goods_item.hs_code} in the Harmonized System.",
        "fr": "Le code {goods_item.hs_code} n'existe pas dans le Système harmonisé.",
        "nl": "Goederencode {goods_item.hs_code} bestaat niet in het geharmoniseerde systeem.",
        "es": "El código {goods_item.hs_code} no existe en el Sistema Armonizado.",
    },
    expression=~blank("hs_code") & col("digits").is_null(),
)
