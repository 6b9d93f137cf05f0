"""310: the ocean bill of lading, one to a set."""

from collections.abc import Iterator
from datetime import datetime
from itertools import pairwise

from quaywatch.cargo.consignment import BillLevel, Consignment, FreightPayment
from quaywatch.cargo.equipment import Equipment
from quaywatch.cargo.filing import FilingFunction
from quaywatch.cargo.goods import GoodsItem
from quaywatch.cargo.problem import Severity
from quaywatch.cargo.route import Conveyance, Route
from quaywatch.formats.numbers import count, kilograms, number
from quaywatch.formats.x12.parties import parties, seals
from quaywatch.formats.x12.said import Fault, Group, Said
from quaywatch.formats.x12.segments import Segment
from quaywatch.formats.x12.values import container, hs_code, instant

_PAYMENTS = {"PP": FreightPayment.PREPAID, "CC": FreightPayment.COLLECT}
_FUNCTIONS = {
    "01": FilingFunction.CANCELLATION,
    "04": FilingFunction.AMENDMENT,
    "05": FilingFunction.AMENDMENT,
}
"""Transaction set purpose codes (data element 353) other than original."""

_AFTER_PARTIES = frozenset({"G62", "N9", "R4", "R2A", "R2", "K1", "H3", "C8", "LX"})
_AFTER_PLACE = frozenset({"R2A", "R2", "K1", "H3", "L5", "C8", "LX"})
_TOTALS = frozenset({"L3", "V9", "C8", "K1"})


def bill_of_lading(group: Group) -> Said:
    """Read a whole set."""
    beginning = group.first("B3") or group.segments[0]
    references = {n9.get(1): n9.get(2) for n9 in reversed(group.all("N9"))}
    reference = references.get("BM") or beginning.get(3) or beginning.get(2)
    if not reference:
        message = "neither B3 nor N9 names the bill of lading"
        return Said(faults=[Fault("bill.number-missing", message, beginning, Severity.ERROR)])
    purpose = group.first("B2A")
    places = {loop[0].get(1): loop for loop in reversed(group.loops("R4", _AFTER_PLACE))}
    master = references.get("MB")
    house = master is not None and master != reference
    lines = group.loops("LX", _TOTALS)
    boxes = [list(_boxes(line)) for line in lines]
    return Said(
        consignment=Consignment(
            reference=reference,
            level=BillLevel.HOUSE if house else BillLevel.MASTER,
            master_reference=master if house else None,
            parties=parties(group.loops("N1", _AFTER_PARTIES)),
            goods_items=tuple(
                _goods(sequence, line, tuple(box.number for box in held))
                for sequence, (line, held) in enumerate(zip(lines, boxes, strict=True), 1)
            ),
            equipment=tuple({box.number: box for held in boxes for box in held}.values()),
            route=route(places),
            conveyance=_conveyance(group, beginning, places),
            freight_payment=_PAYMENTS.get(beginning.get(4)),
            booking=references.get("BN"),
        ),
        function=_FUNCTIONS.get(purpose.get(1)) if purpose else None,
    )


def place(loop: list[Segment] | None) -> str | None:
    """Return the place of an R4 loop: its code, or its name without one."""
    return (loop[0].get(3) or loop[0].get(4) or None) if loop else None


def route(places: dict[str, list[Segment]]) -> Route:
    """Return the route that R4 loops by function name (R, L, T, D, E)."""
    across = place(places.get("T"))
    return Route(
        place_of_receipt=place(places.get("R")),
        port_of_loading=place(places.get("L")),
        transhipment_ports=(across,) if across else (),
        port_of_discharge=place(places.get("D")),
        place_of_delivery=place(places.get("E")),
    )


def _conveyance(group: Group, beginning: Segment, places: dict[str, list[Segment]]) -> Conveyance:
    ship = group.first("V1")
    get = ship.get if ship else beginning._replace(elements=[""]).get
    return Conveyance(
        vessel_name=get(2) or None,
        imo_number=(get(1) or None) if get(8) in ("", "L") else None,
        voyage=get(4) or None,
        carrier_code=beginning.get(11) or get(5) or None,
        departure_at=_dated(places.get("L")),
        arrival_at=_dated(places.get("D")),
    )


def _dated(loop: list[Segment] | None) -> datetime | None:
    date = next((segment for segment in loop or () if segment.tag == "DTM"), None)
    return instant(date.get(2), date.get(3)) if date else None


def _boxes(line: list[Segment]) -> Iterator[Equipment]:
    starts = [i for i, segment in enumerate(line) if segment.tag == "N7"]
    for start, stop in pairwise([*starts, len(line)]):
        box = line[start]
        yield Equipment(
            number=container(box.get(1), box.get(2), box.get(18)),
            size_type=box.get(22) or None,
            seals=seals([segment for segment in line[start:stop] if segment.tag == "M7"]),
            gross_mass_kg=_gross(box, 3, 4, 17),
            temperature_c=_celsius(line[start:stop]),
        )


def _gross(segment: Segment, value: int, qualifier: int, unit: int) -> float | None:
    gross = segment.get(qualifier) in ("", "G")
    return kilograms(number(segment.get(value)), segment.get(unit)) if gross else None


def _celsius(loop: list[Segment]) -> float | None:
    set_at = next((segment for segment in loop if segment.tag == "W09"), None)
    degrees = number(set_at.get(2)) if set_at else None
    if degrees is None or set_at is None:
        return None
    return (degrees - 32) / 1.8 if set_at.get(3) == "FA" else degrees


def _goods(sequence: int, line: list[Segment], boxes: tuple[str, ...]) -> GoodsItem:
    amounts = next((segment for segment in line if segment.tag == "L0"), None)
    texts = [segment for segment in line if segment.tag == "L5"]
    codes = (hs_code(text.get(3), text.get(4)) for text in texts)
    dangerous = next((segment for segment in line if segment.tag == "H1"), None)
    return GoodsItem(
        sequence=sequence,
        description=" ".join(text for s in texts if (text := s.get(2))),
        hs_code=next(filter(None, codes), None),
        package_count=count(amounts.get(8)) if amounts else None,
        package_type=(amounts.get(9) or None) if amounts else None,
        gross_mass_kg=_gross(amounts, 4, 5, 11) if amounts else None,
        marks=" ".join(mark for s in texts if (mark := s.get(6))) or None,
        undg=dangerous.get(1).removeprefix("UN") if dangerous else None,
        equipment_numbers=boxes,
    )
