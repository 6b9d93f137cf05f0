"""Does so much, or so little, of these goods fill a container?"""

from quaywatch.cargo import Severity, Subject
from quaywatch.cargo.terms import Term, col, when
from quaywatch.checks.check import Check
from quaywatch.checks.goods.alike import by_code

_KG_PER_BOX = col("goods_mass_kg") / when(col("boxes") > 0).then(col("boxes"))


def _bound(column: str) -> Term:
    return by_code("box_masses.csv", column).text.number()


CHECK = Check(
    code="box-mass-implausible",
    severity=Severity.WARNING,
    subject=Subject.CONSIGNMENT,
    fields=(
        "goods_item.hs_code",
        "goods_item.gross_mass_kg",
        "equipment.number",
    ),
    source=(
        "Densities and usual stowage of the goods; WCO SAFE Framework of Standards, risk "
        "indicators on goods"
    ),
    text={
        "en": (
            "Goods {goods_item.hs_code} with {goods_item.gross_mass_kg} kg do not fit "
            "containers {equipment.number}: too heavy or too light for what they hold."
        ),
        "fr": (
            "Marchandises {goods_item.hs_code}, {goods_item.gross_mass_kg} kg, conteneurs "
            "{equipment.number} : trop lourd ou trop léger pour ce contenu."
        ),
        "nl": (
            "Goederen {goods_item.hs_code} met {goods_item.gross_mass_kg} kg in containers "
            "{equipment.number}: te zwaar of te licht voor deze inhoud."
        ),
        "es": (
            "Mercancía {goods_item.hs_code} con {goods_item.gross_mass_kg} kg en contenedores "
            "{equipment.number}: demasiado pesado o ligero para lo que contienen."
        ),
    },
    expression=(_bound("least_kg") > _KG_PER_BOX) | (_bound("most_kg") < _KG_PER_BOX),
)
