"""Does the description say anything?"""

import polars as pl

from quaywatch.cargo import Severity, Subject
from quaywatch.checks.check import Check
from quaywatch.checks.data import as_words, rows

_LEADS = ("", "said to contain ", "stc ", "container ", "container stc ", "containers stc ")
"""What often stands in front, and says as little."""


def _vague() -> list[str]:
    terms = [row["term"] for row in rows("stop_words.csv")]
    return as_words(lead + term for lead in _LEADS for term in terms)


CHECK = Check(
    code="description-vague",
    severity=Severity.ERROR,
    subject=Subject.GOODS_ITEM,
    fields=("goods_item.description",),
    source="Reg. (EU) 2015/2446, annex B, data element 18 05; ICS2 stop words (TAXUD.A.3.003)",
    text={
        "en": "“{goods_item.description}” is too general to tell what the goods are.",
        "fr": (
            "« {goods_item.description} » est trop général pour savoir de quelles marchandises "
            "il s'agit."
        ),
        "nl": "“{goods_item.description}” is te algemeen om te weten wat de goederen zijn.",
        "es": "«{goods_item.description}» es demasiado general para saber qué mercancía es.",
    },
    expression=pl.col("words").is_in(pl.Series(_vague()).implode()),
)
