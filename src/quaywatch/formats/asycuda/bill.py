"""What a bill segment says."""

from collections.abc import Iterator

from quaywatch.cargo.consignment import BillLevel, Consignment, FreightPayment
from quaywatch.cargo.equipment import Equipment, PackedStatus, Seal, SealIssuer
from quaywatch.cargo.goods import GoodsItem
from quaywatch.cargo.party import Party, PartyRole
from quaywatch.cargo.route import Route
from quaywatch.formats.asycuda.general import General
from quaywatch.formats.numbers import count, number
from quaywatch.formats.xml import Element, every, text

_STATUS = {
    **dict.fromkeys(("4", "E", "MT", "MTY", "EMPTY"), PackedStatus.EMPTY),
    **dict.fromkeys(("5", "7", "8", "F", "FCL", "LCL", "FULL"), PackedStatus.FULL),
}
"""Empty or full, as code list 8169 or in words; countries have codes of their own besides."""

_ISSUERS = {
    "CA": SealIssuer.CARRIER,
    "SH": SealIssuer.SHIPPER,
    "CU": SealIssuer.CUSTOMS,
    "TO": SealIssuer.TERMINAL,
}
_PAYMENTS = {
    "PP": FreightPayment.PREPAID,
    "P": FreightPayment.PREPAID,
    "CC": FreightPayment.COLLECT,
    "C": FreightPayment.COLLECT,
}
_TRADERS = (
    (PartyRole.CONSIGNOR, "Exporter"),
    (PartyRole.CONSIGNEE, "Consignee"),
    (PartyRole.NOTIFY_PARTY, "Notify"),
    (PartyRole.CARRIER, "Carrier"),
)


def consignment(bill: Element, general: General) -> Consignment:
    """Return a bill of lading with what holds for all; its reference is empty when it has none."""
    boxes = tuple(_equipment(bill))
    master = text(bill, "Bol_id/Master_bol_ref_number") or general.master or None
    house = text(bill, "Bol_id/Bol_type_code").startswith("H") or bool(general.master)
    payment = text(bill, "Value_segment/Freight_segment/PC_indicator", "Freight_indicator").upper()
    return Consignment(
        reference=text(bill, "Bol_id/Bol_reference"),
        level=BillLevel.HOUSE if house else BillLevel.MASTER,
        master_reference=master if house else None,
        parties=tuple(_parties(bill)),
        goods_items=tuple(_goods(bill, boxes)),
        equipment=boxes,
        route=_route(bill, general.route),
        conveyance=general.conveyance,
        freight_payment=_PAYMENTS.get(payment),
    )


def _parties(bill: Element) -> Iterator[Party]:
    for role, name in _TRADERS:
        for said in every(bill, f"Traders_segment/{name}"):
            lines = [
                text(said, f"{name}_address"),
                *(text(said, f"{name}_address{i}") for i in "1234"),
            ]
            party = Party(
                role=role,
                name=text(said, f"{name}_name"),
                identifier=text(said, f"{name}_code") or None,
                address=" ".join(" ".join(filter(None, lines)).split()) or None,
                country=text(said, f"{name}_country_code") or None,
            )
            if party.name or party.identifier:
                yield party


def _equipment(bill: Element) -> Iterator[Equipment]:
    segments = every(bill, "ctn_segment")
    sealed = every(bill, "Seals_segment") if len(segments) == 1 else []
    for said in segments:
        if not (box := text(said, "Ctn_reference")):
            continue
        issuer = _ISSUERS.get(text(said, "Sealing_Party"), SealIssuer.UNKNOWN)
        marks = [text(said, name) for name in ("Marks1", "Marks2", "Marks3", "Seal_number")]
        marks += [text(each, "Marks_of_seals") for each in sealed]
        yield Equipment(
            number=box,
            size_type=text(said, "Type_of_container") or None,
            packed_status=_STATUS.get(text(said, "Empty_Full", "Status").upper()),
            seals=tuple(
                Seal(number=mark, issuer=issuer) for mark in dict.fromkeys(filter(None, marks))
            ),
            gross_mass_kg=number(text(said, "Goods_weight", "Gross_weight")),
            temperature_c=number(text(said, "Minimum_temperature", "Temperature")),
        )


def _goods(bill: Element, boxes: tuple[Equipment, ...]) -> Iterator[GoodsItem]:
    lines = every(bill, "Goods_segment") or every(bill, "Goods_detail_segment")
    dangerous = text(bill, "ctn_segment/UN")
    for sequence, line in enumerate(lines, 1):
        code = text(line, "Commodity_Segment/Commodity_code", "Commodity_code")
        yield GoodsItem(
            sequence=sequence,
            description=" ".join(text(line, "Goods_description").split()),
            hs_code=code or text(bill, "Commodity_Segment/Commodity_code") or None,
            package_count=count(text(line, "Number_of_packages")),
            package_type=text(line, "Package_type_code") or None,
            gross_mass_kg=number(text(line, "Gross_mass")),
            marks=" ".join(text(line, "Shipping_marks").split()) or None,
            undg=dangerous if dangerous.strip("0") else None,
            equipment_numbers=(boxes[0].number,) if len(boxes) == 1 else (),
        )


def _route(bill: Element, general: Route) -> Route:
    place = "Load_unload_place/"
    return Route(
        place_of_receipt=text(bill, f"{place}Port_of_origin_code") or None,
        port_of_loading=text(bill, f"{place}Place_of_loading_code") or general.port_of_loading,
        port_of_discharge=text(bill, f"{place}Place_of_unloading_code")
        or general.port_of_discharge,
        place_of_delivery=text(bill, f"{place}Place_of_delivery_code") or None,
    )
