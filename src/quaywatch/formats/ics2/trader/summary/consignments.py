"""Consignments of a filing, with everything that some type of filing has a place for."""

from collections.abc import Iterator, Sequence

from quaywatch.cargo.consignment import BillLevel, Consignment, FreightPayment
from quaywatch.cargo.equipment import Equipment, PackedStatus
from quaywatch.cargo.goods import GoodsItem
from quaywatch.cargo.party import Party, PartyRole
from quaywatch.formats.ics2.element import Element, group, group_if, leaf
from quaywatch.formats.ics2.trader.summary.particulars import Particulars

_PAYMENT = {FreightPayment.CASH: "A", FreightPayment.PREPAID: "D", FreightPayment.COLLECT: "Z"}
_PACKED = {PackedStatus.EMPTY: "A", PackedStatus.FULL: "B", None: "B"}
_CN = 6
"""Digits of the Harmonized System; two more are those of the Combined Nomenclature."""


def master(said: Consignment, houses: Sequence[Element], particulars: Particulars) -> Element:
    """Return a master consignment over `houses`."""
    number = said.reference if said.level is BillLevel.MASTER else said.master_reference
    return group(
        "consignmentMasterLevel",
        *_described(said, particulars),
        *houses,
        _document("transportDocumentMasterLevel", number, particulars.master_document),
        _place("placeOfLoading", said.route.port_of_loading),
        _place("placeOfUnloading", said.route.port_of_discharge),
    )


def house(said: Consignment, particulars: Particulars) -> Element:
    """Return a house consignment, or the goods of a straight bill."""
    is_house = said.level is BillLevel.HOUSE
    above, own = (said.master_reference, said.reference) if is_house else (said.reference, None)
    return group(
        "consignmentHouseLevel",
        *_described(said, particulars),
        _document("transportDocumentMasterLevel", above, particulars.master_document),
        _document("transportDocumentHouseLevel", own, particulars.house_document),
        group_if(
            "goodsShipment",
            party(said, PartyRole.BUYER, "buyer", particulars),
            party(said, PartyRole.SELLER, "seller", particulars),
        ),
        *(
            group(
                "countriesOfRoutingOfConsignment",
                leaf("sequenceNumber", place),
                leaf("country", country),
            )
            for place, country in enumerate(said.route.countries, start=1)
        ),
    )


def party(
    said: Consignment, role: PartyRole, name: str, particulars: Particulars
) -> Element | None:
    """Return the party of a consignment in `role`; None when it has none."""
    found = said.party(role)
    return None if found is None else _party(found, name, particulars)


def _party(said: Party, name: str, particulars: Particulars) -> Element:
    ways = ((said.telephone, "TE"), (said.email, "EM"))
    return group(
        name,
        leaf("name", said.name or None),
        leaf("identificationNumber", said.identifier),
        leaf("typeOfPerson", particulars.person),
        leaf("status", "2"),
        group(
            "address",
            leaf("city", said.city),
            leaf("country", said.country),
            leaf("street", said.address),
            leaf("postCode", said.postcode),
        ),
        *(
            group("communication", leaf("identifier", way), leaf("type", kind))
            for way, kind in ways
            if way
        ),
    )


def _described(said: Consignment, particulars: Particulars) -> Iterator[Element | None]:
    masses = [item.gross_mass_kg for item in said.goods_items if item.gross_mass_kg is not None]
    yield leaf("containerIndicator", "1" if said.equipment else "0")
    yield leaf("totalGrossMass", _mass(sum(masses)) if masses else None)
    yield _place("placeOfAcceptance", said.route.place_of_receipt or said.route.port_of_loading)
    yield party(said, PartyRole.CARRIER, "carrier", particulars)
    yield party(said, PartyRole.CONSIGNEE, "consignee", particulars)
    boxes = {box.number: box for box in said.equipment}
    for item in said.goods_items:
        yield _item(item, boxes, particulars)
    yield party(said, PartyRole.CONSIGNOR, "consignor", particulars)
    payment = said.freight_payment
    if payment is not None:
        yield group("transportCharges", leaf("methodOfPayment", _PAYMENT[payment]))
    yield _place("placeOfDelivery", said.route.place_of_delivery or said.route.port_of_discharge)
    yield party(said, PartyRole.NOTIFY_PARTY, "notifyParty", particulars)
    for eori, kind in particulars.supplementary:
        yield group(
            "supplementaryDeclarant",
            leaf("identificationNumber", eori),
            leaf("supplementaryFilingType", kind),
        )
    for box in said.equipment:
        yield _box(box, particulars)


def _item(said: GoodsItem, boxes: dict[str, Equipment], particulars: Particulars) -> Element:
    code = said.hs_code or ""
    return group(
        "goodsItem",
        leaf("goodsItemNumber", said.sequence),
        group(
            "commodity",
            leaf("descriptionOfGoods", said.description or None),
            group_if(
                "commodityCode",
                leaf("harmonizedSystemSubHeadingCode", code[:_CN] or None),
                leaf("combinedNomenclatureCode", code[_CN : _CN + 2] or None),
            ),
            None if said.undg is None else group("dangerousGoods", leaf("UNNumber", said.undg)),
        ),
        group_if("weight", leaf("grossMass", _mass(said.gross_mass_kg))),
        group(
            "packaging",
            leaf("shippingMarks", said.marks),
            leaf("numberOfPackages", said.package_count),
            leaf("typeOfPackages", said.package_type),
        ),
        *(
            _box(boxes.get(number) or Equipment(number=number), particulars)
            for number in said.equipment_numbers
        ),
    )


def _box(said: Equipment, particulars: Particulars) -> Element:
    return group(
        "transportEquipment",
        leaf("containerSizeAndType", said.size_type),
        leaf("containerPackedStatus", _PACKED[said.packed_status]),
        leaf("containerSupplierType", particulars.supplier),
        leaf("containerIdentificationNumber", said.number),
        leaf("numberOfSeals", len(said.seals)),
        *(group("seal", leaf("identifier", seal.number)) for seal in said.seals),
    )


def _document(name: str, number: str | None, kind: str) -> Element | None:
    if number is None:
        return None
    return group(name, leaf("documentNumber", number), leaf("type", kind))


def _place(name: str, code: str | None) -> Element | None:
    return None if code is None else group(name, leaf("UNLOCODE", code))


def _mass(kilograms: float | None) -> str | None:
    if kilograms is None:
        return None
    return f"{kilograms:.6f}".rstrip("0").rstrip(".")
