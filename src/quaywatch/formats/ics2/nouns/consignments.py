"""Master and house consignments."""

from collections.abc import Iterator

from quaywatch.cargo.consignment import BillLevel, Consignment, FreightPayment
from quaywatch.cargo.party import Party
from quaywatch.cargo.route import Conveyance
from quaywatch.formats.ics2.element import Element
from quaywatch.formats.ics2.nouns import goods, parties, routes

_MASTER, _HOUSE = "consignmentMasterLevel", "consignmentHouseLevel"
_MASTER_DOCUMENT = "transportDocumentMasterLevel/documentNumber"
_HOUSE_DOCUMENT = "transportDocumentHouseLevel/documentNumber"
_PAYMENT = {
    "A": FreightPayment.CASH,
    "Z": FreightPayment.COLLECT,
}
"""Method of payment of transport charges (UCC-DA Annex B, data element 14 02 038): cash, and not
pre-paid; the others say how it is pre-paid."""
_PREPAID = frozenset("BCDHY")


def consignments(root: Element) -> Iterator[tuple[Element, Consignment]]:
    """Yield each consignment of a declaration with the element that describes it.

    A straight bill holds its goods at house level without a document of its own: it is one
    consignment, of master level. A master that only groups houses is none.
    """
    common = parties.of_filing(root)
    carried = routes.conveyance(root)
    for master in root.all(_MASTER):
        houses = list(master.all(_HOUSE))
        alone = Element(_MASTER, children=tuple(e for e in master.children if e.name != _HOUSE))
        if _holds_goods(alone) or not houses:
            yield master, _consignment(root, alone, alone, common, carried)
        for house in houses:
            yield house, _consignment(root, alone, house, common, carried)


def _holds_goods(master: Element) -> bool:
    return any(child.name in ("goodsItem", "consignor", "consignee") for child in master.children)


def _consignment(
    root: Element,
    master: Element,
    element: Element,
    common: tuple[Party, ...],
    carried: Conveyance,
) -> Consignment:
    own = element.said(_HOUSE_DOCUMENT)
    above = element.said(_MASTER_DOCUMENT) or master.said(_MASTER_DOCUMENT)
    carrier = () if element is master else parties.of_consignment(_carrier_of(master, element))
    return Consignment(
        reference=own or above or "",
        level=BillLevel.MASTER if own is None else BillLevel.HOUSE,
        master_reference=None if own is None else above,
        parties=(*parties.of_consignment(element), *carrier, *common),
        goods_items=tuple(
            goods.goods_item(item, position)
            for position, item in enumerate(element.all("goodsItem"), start=1)
        ),
        equipment=goods.equipment(element),
        route=routes.route(root, master, element),
        conveyance=carried,
        freight_payment=_payment(element.said("transportCharges/methodOfPayment")),
    )


def _carrier_of(master: Element, house: Element) -> Element:
    """Return what the master says of the carrier, unless the house names one itself."""
    named = house.first("carrier") is not None
    return Element(
        "", children=tuple(e for e in master.children if e.name == "carrier" and not named)
    )


def _payment(code: str | None) -> FreightPayment | None:
    if code is None:
        return None
    return FreightPayment.PREPAID if code in _PREPAID else _PAYMENT.get(code)
