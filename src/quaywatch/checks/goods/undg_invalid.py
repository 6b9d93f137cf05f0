"""Does the dangerous goods number exist?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check
from quaywatch.checks.expressions import blank
from quaywatch.checks.goods import dangerous

CHECK = Check(
    code="undg-invalid",
    severity=Severity.WARNING,
    subject=Subject.GOODS_ITEM,
    fields=(
        "goods_item.undg",
        "goods_item.description",
    ),
    source=(
        "UN Recommendations on the Transport of Dangerous Goods, list of numbers; data element 18 "
        "07 001 (UN number)"
    ),
    text={
        "en": "There is no dangerous goods number {goods_item.undg} (“{goods_item.description}”).",
        "fr": "Le numéro ONU {goods_item.undg} n'existe pas (« {goods_item.description} »).",
        "nl": "Er is geen VN-nummer {goods_item.undg} (“{goods_item.description}”).",
        "es": "No existe el número ONU {goods_item.undg} («{goods_item.description}»).",
    },
    expression=(~blank("undg") & ~dangerous.exists(col("undg"))),
    given=("undg",),
)
