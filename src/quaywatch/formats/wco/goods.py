"""Goods items of a declaration of the WCO Data Model."""

from collections.abc import Iterator

from quaywatch.cargo.goods import GoodsItem
from quaywatch.formats.numbers import count, kilograms, number
from quaywatch.formats.xml import Element, every, text

_TARIFF = ("TSP", "HS", "SRZ")
"""Classification types of a tariff code: the Combined Nomenclature, the Harmonized System."""


def goods(declaration: Element) -> Iterator[GoodsItem]:
    """Return the goods items in order."""
    items = every(declaration, "GoodsShipment/GovernmentAgencyGoodsItem")
    for position, item in enumerate(items, 1):
        number = text(item, "SequenceNumeric")
        packings = every(item, "Packaging")
        counts = [
            n for each in packings if (n := count(text(each, "QuantityQuantity"))) is not None
        ]
        marks = [mark for each in packings if (mark := text(each, "MarksNumbersID"))]
        yield GoodsItem(
            sequence=int(number) if number.isdecimal() and len(number) < 9 else position,
            description=" ".join(text(item, "Commodity/Description").split()),
            hs_code=_tariff_code(item),
            package_count=sum(counts) if counts else None,
            package_type=next((t for each in packings if (t := text(each, "TypeCode"))), None),
            gross_mass_kg=_gross(item),
            marks=" ".join(marks) or None,
            undg=text(item, "Commodity/DangerousGoods/UNDGID") or None,
            equipment_numbers=tuple(
                box
                for each in every(item, "Commodity/TransportEquipment")
                if (box := text(each, "ID"))
            ),
        )


def _tariff_code(item: Element) -> str | None:
    codes = {
        text(each, "IdentificationTypeCode"): text(each, "ID")
        for each in every(item, "Commodity/Classification")
    }
    return next((codes[kind] for kind in _TARIFF if codes.get(kind)), None)


def _gross(item: Element) -> float | None:
    for measure in every(item, "Commodity/GoodsMeasure/GrossMassMeasure"):
        unit = str(measure.get("unitCode", "")).partition("#")[0]
        return kilograms(number((measure.text or "").strip()), unit)
    return None
