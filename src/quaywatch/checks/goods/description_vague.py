"""Does the description say anything?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check

CHECK = Check(
    code="description-vague",
    severity=Severity.ERROR,
    subject=Subject.GOODS_ITEM,
    fields=("goods_item.description",),
    source=(
        "Reg. (EU) 2015/2446, annex B, data element 18 05; ICS2 stop words (TAXUD.A.3.003); own "
        "model of descriptions"
    ),
    text={
        "en": "“{goods_item.description}” is too general to tell what the goods are.",
        "fr": (
            "« {goods_item.description} » est trop général pour savoir de quelles marchandises "
            "il s'agit."
        ),
        "nl": "“{goods_item.description}” is te algemeen om te weten wat de goederen zijn.",
        "es": "«{goods_item.description}» es demasiado general para saber qué mercancía es.",
    },
    expression=col("vague"),
)
