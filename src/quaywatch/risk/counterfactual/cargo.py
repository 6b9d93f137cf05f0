"""Facts about goods and boxes that might be otherwise."""

from collections.abc import Callable, Collection, Iterator, Mapping
from functools import partial

import msgspec

from quaywatch.cargo import Consignment, Equipment, GoodsItem, Seal
from quaywatch.cargo.identifiers import hs_code, size_type
from quaywatch.risk.counterfactual.case import Alternative, Case, Change

_TARE_KG = 3_900.0
"""Of a forty-foot box whose type does not tell."""


def goods(
    consignment: Consignment, suspect: Collection[str], past: Mapping[str, float]
) -> Iterator[Alternative]:
    """Yield what might be otherwise with the goods; `past` is what the past says of them."""
    vague = "goods_item.description" in suspect
    titled = any(
        item.hs_code and hs_code.title(item.hs_code, "en") for item in consignment.goods_items
    )
    if titled and (vague or not all(item.description for item in consignment.goods_items)):
        change = Change(code="goods-described", fields=("goods_item.description",))
        yield Alternative(change, partial(_with_goods, _described))
    if any(item.package_count is None for item in consignment.goods_items):
        change = Change(code="packages-counted", fields=("goods_item.package_count",))
        yield Alternative(change, partial(_with_goods, _counted))
    off = past.get("pair_mass_ratio")
    if off is not None and abs(off) >= 1 and any(i.gross_mass_kg for i in consignment.goods_items):
        change = Change(code="mass-usual", fields=("goods_item.gross_mass_kg",))
        yield Alternative(change, partial(_usual_mass, 2.0**-off))


def boxes(consignment: Consignment, suspect: Collection[str]) -> Iterator[Alternative]:
    """Yield what might be otherwise with the boxes."""
    sealed = all(box.seals for box in consignment.equipment)
    if consignment.equipment and (not sealed or "equipment.seals" in suspect):
        change = Change(code="boxes-sealed", fields=("equipment.seals",))
        yield Alternative(change, _sealed)
    weighed = all(box.verified_gross_mass_kg for box in consignment.equipment)
    massed = all(box.gross_mass_kg for box in consignment.equipment)
    if (
        consignment.equipment
        and massed
        and (not weighed or "equipment.verified_gross_mass_kg" in suspect)
    ):
        change = Change(code="boxes-weighed", fields=("equipment.verified_gross_mass_kg",))
        yield Alternative(change, _weighed)


def _described(item: GoodsItem) -> GoodsItem:
    title = hs_code.title(item.hs_code, "en") if item.hs_code else None
    return item if title is None else msgspec.structs.replace(item, description=title.upper())


def _counted(item: GoodsItem) -> GoodsItem:
    if item.package_count is not None:
        return item
    packages = max(1, round((item.gross_mass_kg or 20_000.0) / 20.0))
    return msgspec.structs.replace(item, package_count=packages, package_type="CT")


def _with_goods(change: Callable[[GoodsItem], GoodsItem], case: Case) -> Case:
    return case.with_consignment(
        goods_items=tuple(change(item) for item in case.consignment.goods_items)
    )


def _usual_mass(factor: float, case: Case) -> Case:
    def scaled(item: GoodsItem) -> GoodsItem:
        mass = item.gross_mass_kg
        return item if mass is None else msgspec.structs.replace(item, gross_mass_kg=mass * factor)

    return _with_goods(scaled, case)


def _sealed(case: Case) -> Case:
    def sealed(number: int, box: Equipment) -> Equipment:
        return msgspec.structs.replace(box, seals=(Seal(number=f"QW{481_003 + 17 * number}"),))

    return case.with_consignment(
        equipment=tuple(sealed(n, box) for n, box in enumerate(case.consignment.equipment))
    )


def _weighed(case: Case) -> Case:
    return case.with_consignment(equipment=tuple(_verified(b) for b in case.consignment.equipment))


def _verified(box: Equipment) -> Equipment:
    masses = size_type.parse(box.size_type).masses if box.size_type else None
    tare = _TARE_KG if masses is None else masses.tare
    return msgspec.structs.replace(box, verified_gross_mass_kg=(box.gross_mass_kg or 0.0) + tare)
