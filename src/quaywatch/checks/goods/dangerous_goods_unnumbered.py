"""Are dangerous goods named without their number?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check
from quaywatch.checks.expressions import blank
from quaywatch.checks.goods import dangerous

CHECK = Check(
    code="dangerous-goods-unnumbered",
    severity=Severity.WARNING,
    subject=Subject.GOODS_ITEM,
    fields=(
        "goods_item.description",
        "goods_item.undg",
    ),
    source=(
        "Reg. (EU) 2015/2446, annex B, data element 18 07 001 (UN number); IMDG Code, chapter 5.4"
    ),
    text={
        "en": "“{goods_item.description}” speaks of dangerous goods, but no UN number is declared.",
        "fr": (
            "« {goods_item.description} » parle de marchandises dangereuses, mais aucun numéro ONU"
            " n'est déclaré."
        ),
        "nl": (
            "“{goods_item.description}” spreekt van gevaarlijke goederen, maar er is geen VN-"
            "nummer aangegeven."
        ),
        "es": (
            "«{goods_item.description}» habla de mercancías peligrosas, pero no se declara número "
            "ONU."
        ),
    },
    expression=(blank("undg") & dangerous.spoken_of(col("description"))),
)
