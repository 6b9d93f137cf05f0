"""Do description and dangerous goods number agree?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check
from quaywatch.checks.expressions import blank
from quaywatch.checks.goods import dangerous

CHECK = Check(
    code="undg-contradicted",
    severity=Severity.ERROR,
    subject=Subject.GOODS_ITEM,
    fields=(
        "goods_item.description",
        "goods_item.undg",
    ),
    source="Reg. (EU) 2015/2446, annex B, data elements 18 05 and 18 07 001",
    text={
        "en": "“{goods_item.description}” names another UN number than {goods_item.undg}.",
        "fr": "« {goods_item.description} » cite un autre numéro ONU que {goods_item.undg}.",
        "nl": "“{goods_item.description}” noemt een ander VN-nummer dan {goods_item.undg}.",
        "es": "«{goods_item.description}» nombra otro número ONU que {goods_item.undg}.",
    },
    expression=(
        ~blank("undg") & (dangerous.named_in(col("description")) != dangerous.bare(col("undg")))
    ),
    given=("undg",),
)
