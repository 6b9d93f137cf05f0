"""309: the customs manifest, one bill of lading a line number (LX)."""

from collections.abc import Iterator

from quaywatch.cargo.consignment import BillLevel, Consignment
from quaywatch.cargo.equipment import Equipment, PackedStatus, Seal
from quaywatch.cargo.filing import FilingFunction
from quaywatch.cargo.goods import GoodsItem
from quaywatch.cargo.problem import Severity
from quaywatch.cargo.route import Conveyance, Route
from quaywatch.formats.numbers import count, kilograms, number
from quaywatch.formats.x12.parties import parties, seals
from quaywatch.formats.x12.said import Fault, Group, Said
from quaywatch.formats.x12.segments import Segment
from quaywatch.formats.x12.values import container, hs_code, instant

STATUS = {"E": PackedStatus.EMPTY, "L": PackedStatus.FULL}
"""Load or empty status code (data element 322)."""

_AFTER_PARTIES = frozenset({"X1", "M12", "VID", "R4", "P5", "LX"})
_AFTER_BOXES = frozenset({"LX", "P4"})


def manifest_line(group: Group) -> Said:
    """Read what follows one LX."""
    bill, amendment = group.first("M11"), group.first("M13")
    own = group.segments[0]
    if amendment is not None and amendment not in group.segments:
        amendment = None
    if bill is None or bill not in group.segments:
        return _without_bill(own, amendment)
    said = Said(function=_function(amendment))
    if not bill.get(1):
        message = "M11 names no bill of lading"
        said.faults.append(Fault("bill.number-missing", message, bill, Severity.ERROR))
        return said
    references = {n9.get(1): n9.get(2) for n9 in reversed(group.all("N9"))}
    master = bill.get(11) or references.get("MB") or None
    house = master is not None and master != bill.get(1)
    loops = group.loops("VID", _AFTER_BOXES)
    said.consignment = Consignment(
        reference=bill.get(1),
        level=BillLevel.HOUSE if house else BillLevel.MASTER,
        master_reference=master if house else None,
        parties=parties(group.loops("N1", _AFTER_PARTIES)),
        goods_items=tuple(_goods(loops, bill)),
        equipment=tuple(_equipment(loops)),
        route=_route(group, bill),
        conveyance=conveyance(group, bill.get(12)),
        booking=references.get("BN"),
    )
    return said


def _without_bill(own: Segment, amendment: Segment | None) -> Said:
    """Return what an amendment without bill details says: which bill it speaks of."""
    if amendment is None:
        message = "the line holds no bill of lading (M11)"
        return Said(faults=[Fault("bill.number-missing", message, own, Severity.ERROR)])
    carrier = amendment.get(9) or amendment.get(1) or None
    bill = Consignment(reference=amendment.get(4), conveyance=Conveyance(carrier_code=carrier))
    return Said(consignment=bill, function=_function(amendment))


def _function(amendment: Segment | None) -> FilingFunction | None:
    if amendment is None:
        return None
    deleted = amendment.get(3) == "D"
    return FilingFunction.CANCELLATION if deleted else FilingFunction.AMENDMENT


def conveyance(group: Group, carrier: str = "") -> Conveyance:
    """Return the voyage that M10 and P4 name; arrival is that at the port of P4."""
    ship, port = group.first("M10"), group.first("P4")
    code, kind = (ship.get(4), ship.get(10)) if ship else ("", "")
    return Conveyance(
        vessel_name=(ship.get(5) or None) if ship else None,
        imo_number=code if code and kind in ("", "L") else None,
        voyage=(ship.get(6) or None) if ship else None,
        carrier_code=carrier or ((ship.get(1) or None) if ship else None),
        arrival_at=instant(port.get(2), port.get(5)) if port else None,
    )


def _route(group: Group, bill: Segment) -> Route:
    port, bond = group.first("P4"), group.first("M12")
    return Route(
        place_of_receipt=bill.get(10) or None,
        port_of_loading=bill.get(2) or None,
        port_of_discharge=(port.get(1) or None) if port else None,
        place_of_delivery=(bond.get(3) or None) if bond else None,
    )


def _equipment(loops: list[list[Segment]]) -> Iterator[Equipment]:
    for loop in loops:
        box = loop[0]
        own = tuple(Seal(number=number) for number in (box.get(4), box.get(5)) if number)
        yield Equipment(
            number=container(box.get(2), box.get(3)),
            size_type=box.get(9) or None,
            packed_status=STATUS.get(box.get(10)),
            seals=own + seals([segment for segment in loop if segment.tag == "M7"]),
        )


def _goods(loops: list[list[Segment]], bill: Segment) -> Iterator[GoodsItem]:
    lines = [line for loop in loops for line in _lines(loop)]
    alone = len(lines) == 1
    whole = kilograms(number(bill.get(5)), bill.get(6)), count(bill.get(3)), bill.get(4)
    for sequence, (box, segments) in enumerate(lines, 1):
        first = segments[0]
        dangerous = next((s for s in segments if s.tag == "H1"), None)
        mass = kilograms(number(first.get(8)), first.get(7)) if first.get(8) else None
        yield GoodsItem(
            sequence=sequence,
            description=_joined(segments, 2),
            hs_code=hs_code(first.get(5), first.get(4)),
            package_count=count(first.get(1)) if first.get(1) or not alone else whole[1],
            package_type=first.get(10) or (whole[2] if alone else "") or None,
            gross_mass_kg=whole[0] if mass is None and alone else mass,
            marks=_joined(segments, 3) or None,
            undg=dangerous.get(1).removeprefix("UN") if dangerous else None,
            equipment_numbers=(box,),
        )
    if not lines and (whole[0] is not None or whole[1] is not None):
        yield GoodsItem(
            sequence=1,
            package_count=whole[1],
            package_type=whole[2] or None,
            gross_mass_kg=whole[0],
        )


def _joined(segments: list[Segment], position: int) -> str:
    return " ".join(text for s in segments if s.tag == "N10" and (text := s.get(position)))


def _lines(loop: list[Segment]) -> Iterator[tuple[str, list[Segment]]]:
    """Return the goods lines of a box: a N10 of text alone goes on with the one before it."""
    box = container(loop[0].get(2), loop[0].get(3))
    line: list[Segment] = []
    for segment in loop[1:]:
        more = segment.tag != "N10" or not any(segment.get(i) for i in (1, 5, 8))
        if segment.tag == "N10" and line and not more:
            yield box, line
            line = []
        if segment.tag == "N10" or (line and segment.tag in ("H1", "H2")):
            line.append(segment)
    if line:
        yield box, line
