"""Goods items and the containers that hold them."""

from collections.abc import Iterable, Iterator

import msgspec

from quaywatch.cargo.equipment import Equipment, PackedStatus, Seal
from quaywatch.cargo.goods import GoodsItem
from quaywatch.formats.ics2.element import Element

_PACKED = {"A": PackedStatus.EMPTY, "B": PackedStatus.FULL}
"""Container packed status (UCC-DA Annex B, data element 19 07 066): empty, not empty."""


def goods_item(element: Element, position: int) -> GoodsItem:
    """Return one goods item; `position` (from 1) numbers it when it does not itself."""
    written = element.every("packaging/numberOfPackages")
    counts = [count for count in map(_whole, written) if count is not None]
    return GoodsItem(
        sequence=_whole(element.said("goodsItemNumber")) or position,
        description=" ".join((element.said("commodity/descriptionOfGoods") or "").split()),
        hs_code=_code(element),
        package_count=sum(counts) if counts else None,
        package_type=element.said("packaging/typeOfPackages"),
        gross_mass_kg=mass(element.said("weight/grossMass")),
        marks=" ".join(element.every("packaging/shippingMarks")) or None,
        undg=element.said("commodity/dangerousGoods/UNNumber"),
        equipment_numbers=element.every("transportEquipment/containerIdentificationNumber"),
    )


def _code(element: Element) -> str | None:
    code = element.first("commodity/commodityCode")
    if code is None:
        return None
    heading = code.said("harmonizedSystemSubHeadingCode") or ""
    return heading + (code.said("combinedNomenclatureCode") or "") or None


def equipment(consignment: Element) -> tuple[Equipment, ...]:
    """Return the containers of a consignment, those that only a goods item names included."""
    boxes: dict[str, Equipment] = {}
    for element in _described(consignment):
        box = _box(element)
        known = boxes.setdefault(box.number, box)
        if known is not box:
            boxes[box.number] = _together(known, box)
    return tuple(boxes.values())


def _described(consignment: Element) -> Iterable[Element]:
    yield from consignment.all("transportEquipment")
    yield from consignment.all("goodsItem/transportEquipment")


def _box(element: Element) -> Equipment:
    return Equipment(
        number=element.said("containerIdentificationNumber") or "",
        size_type=element.said("containerSizeAndType"),
        packed_status=_PACKED.get(element.said("containerPackedStatus") or ""),
        seals=tuple(Seal(number=number) for number in element.every("seal/identifier")),
    )


def _together(one: Equipment, other: Equipment) -> Equipment:
    """Fill what `one` leaves open from `other`; a seal that both name counts once."""
    more = tuple(seal for seal in other.seals if seal not in one.seals)
    return msgspec.structs.replace(
        one,
        size_type=one.size_type or other.size_type,
        packed_status=one.packed_status or other.packed_status,
        seals=one.seals + more,
    )


def numbers(subject: Element) -> Iterator[str]:
    """Yield every container number beneath an element, each once."""
    found = (e.text.strip() for e in subject.walk() if e.name == "containerIdentificationNumber")
    yield from dict.fromkeys(number for number in found if number)


def mass(written: str | None) -> float | None:
    """Read a mass in kilograms; None when it is none."""
    try:
        return None if written is None or "_" in written else float(written)
    except ValueError:
        return None


def _whole(written: str | None) -> int | None:
    if written is None or not (written.isascii() and written.isdigit()):
        return None
    return int(written) if len(written) <= _DIGITS else None


_DIGITS = 9
"""More digits than any count or number of an item has."""
