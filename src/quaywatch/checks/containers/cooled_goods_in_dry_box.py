"""Do goods that must be cooled travel in a container that cools?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import col
from quaywatch.checks.check import Check
from quaywatch.checks.containers.kinds import UNCOOLED
from quaywatch.checks.goods.alike import by_code

CHECK = Check(
    code="cooled-goods-in-dry-box",
    severity=Severity.ERROR,
    subject=Subject.EQUIPMENT,
    fields=(
        "equipment.number",
        "equipment.size_type",
        "goods_item.hs_code",
        "goods_item.description",
    ),
    source=(
        "Carriage instructions for perishable goods; WCO SAFE Framework of Standards, risk "
        "indicators on goods"
    ),
    text={
        "en": (
            "{goods_item.description} ({goods_item.hs_code}) must be cooled, but container "
            "{equipment.number} ({equipment.size_type}) cannot."
        ),
        "fr": (
            "{goods_item.description} ({goods_item.hs_code}) doit être réfrigéré, mais le "
            "conteneur {equipment.number} ({equipment.size_type}) ne réfrigère pas."
        ),
        "nl": (
            "{goods_item.description} ({goods_item.hs_code}) moet gekoeld worden, maar "
            "container {equipment.number} ({equipment.size_type}) koelt niet."
        ),
        "es": (
            "{goods_item.description} ({goods_item.hs_code}) debe ir refrigerado, pero el "
            "contenedor {equipment.number} ({equipment.size_type}) no refrigera."
        ),
    },
    expression=col("kind").is_in(UNCOOLED)
    & (by_code("temperatures.csv", "must_be_cooled") == "true")
    & ~col("preserved"),
)
