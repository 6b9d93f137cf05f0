"""Is there a goods code?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.checks.check import Check
from quaywatch.checks.completeness.elements import asked
from quaywatch.checks.expressions import blank

CHECK = Check(
    code="hs-code-missing",
    severity=Severity.WARNING,
    subject=Subject.GOODS_ITEM,
    fields=(
        "goods_item.hs_code",
        "goods_item.description",
    ),
    source=(
        "Reg. (EU) 2015/2446, annex B, data element 18 09 (Harmonized System subheading, six "
        "digits)"
    ),
    text={
        "en": "“{goods_item.description}” has no goods code.",
        "fr": "« {goods_item.description} » n'a pas de code marchandise.",
        "nl": "“{goods_item.description}” heeft geen goederencode.",
        "es": "«{goods_item.description}» no tiene código de mercancía.",
    },
    expression=asked("18 09") & blank("hs_code"),
)
