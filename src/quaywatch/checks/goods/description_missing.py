"""Is it said what the goods are?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check
from quaywatch.checks.completeness.elements import asked

CHECK = Check(
    code="description-missing",
    severity=Severity.ERROR,
    subject=Subject.GOODS_ITEM,
    fields=("goods_item.description",),
    source="Reg. (EU) 2015/2446, annex B, data element 18 05 (description of goods)",
    text={
        "en": "The goods are not described.",
        "fr": "Les marchandises ne sont pas décrites.",
        "nl": "De goederen zijn niet omschreven.",
        "es": "La mercancía no está descrita.",
    },
    expression=asked("18 05") & (col("words").text.strip_chars(" ") == ""),
)
