"""Does the set temperature suit the goods?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import Term, col, when
from quaywatch.checks.check import Check
from quaywatch.checks.goods.alike import by_code

_SET = when(~col("preserved") & (col("kind") == "reefer")).then(col("temperature_c"))


def _bound(column: str) -> Term:
    return by_code("temperatures.csv", column).text.number()


CHECK = Check(
    code="temperature-odd-for-goods",
    severity=Severity.WARNING,
    subject=Subject.EQUIPMENT,
    fields=(
        "equipment.number",
        "equipment.temperature_c",
        "goods_item.hs_code",
        "goods_item.description",
    ),
    source="Carriage instructions for perishable goods",
    text={
        "en": (
            "{equipment.temperature_c} °C in container {equipment.number} does not suit "
            "{goods_item.description} ({goods_item.hs_code})."
        ),
        "fr": (
            "{equipment.temperature_c} °C dans le conteneur {equipment.number} ne convient pas "
            "à {goods_item.description} ({goods_item.hs_code})."
        ),
        "nl": (
            "{equipment.temperature_c} °C in container {equipment.number} past niet bij "
            "{goods_item.description} ({goods_item.hs_code})."
        ),
        "es": (
            "{equipment.temperature_c} °C en el contenedor {equipment.number} no conviene a "
            "{goods_item.description} ({goods_item.hs_code})."
        ),
    },
    expression=(_bound("lowest_c") > _SET) | (_bound("highest_c") < _SET),
)
