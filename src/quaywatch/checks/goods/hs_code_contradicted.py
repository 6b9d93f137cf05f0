"""Do description and goods code speak of the same goods?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check
from quaywatch.checks.lexicon import contradicts

CHECK = Check(
    code="hs-code-contradicted",
    severity=Severity.ERROR,
    subject=Subject.GOODS_ITEM,
    fields=(
        "goods_item.description",
        "goods_item.hs_code",
    ),
    source=(
        "Reg. (EU) 2015/2446, annex B, data element 18 05 and 18 09; WCO SAFE Framework of "
        "Standards, risk indicators on goods"
    ),
    text={
        "en": "“{goods_item.description}” does not go with goods code {goods_item.hs_code}.",
        "fr": "« {goods_item.description} » ne correspond pas au code {goods_item.hs_code}.",
        "nl": "“{goods_item.description}” past niet bij goederencode {goods_item.hs_code}.",
        "es": "«{goods_item.description}» no corresponde al código {goods_item.hs_code}.",
    },
    expression=contradicts(col("admitted"), col("digits")),
)
