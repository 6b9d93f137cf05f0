"""Rules about parties."""

from collections.abc import Iterator

from quaywatch.formats.ics2.element import Element
from quaywatch.formats.ics2.rules.breach import Breach

_OPERATORS = frozenset(
    {"declarant", "representative", "carrier", "supplementaryDeclarant", "notifyParty"}
)
_TO_ORDER = "10600"
"""Additional information (UCC-DA Annex B): negotiable bill to order, consignee not known."""


def economic_operators(root: Element) -> Iterator[Breach]:
    """R3005: carriers, declarants and representatives are named by a well-formed EORI number."""
    # The module of EORI numbers loads the data-frame library; other messages are read without.
    from quaywatch.cargo.identifiers import eori

    for party in root.walk():
        number = party.first("identificationNumber") if party.name in _OPERATORS else None
        if number is None:
            continue
        for problem in eori.parse(number.text.strip()).problems:
            yield Breach("R3005", number, problem.message)


def consignees(root: Element) -> Iterator[Breach]:
    """C3022, C3024: a consignee is named, or, under a bill to order, whom to notify."""
    for consignment, is_to_order in _with_goods(root):
        if is_to_order:
            if consignment.first("notifyParty") is None:
                message = "a bill to order names no notify party"
                yield Breach("C3024", consignment, message)
        elif consignment.first("consignee") is None:
            yield Breach("C3022", consignment, "no consignee is named")


def buyers_and_sellers(root: Element) -> Iterator[Breach]:
    """C3020: buyer and seller are named, or who will file them.

    Cargo that stays aboard is excepted, which the filing does not say in one public way.
    """
    for consignment, _ in _with_goods(root):
        if consignment.name != "consignmentHouseLevel":
            continue
        named = consignment.first("goodsShipment") or consignment.first("supplementaryDeclarant")
        if named is None:
            message = "neither buyer and seller are named nor who will file them"
            yield Breach("C3020", consignment, message, is_certain=False)


def _with_goods(root: Element) -> Iterator[tuple[Element, bool]]:
    """Yield each consignment that describes goods, and whether its bill is to order."""
    for master in root.all("consignmentMasterLevel"):
        for consignment in (master, *master.all("consignmentHouseLevel")):
            if consignment.first("goodsItem") is not None:
                stated = consignment.every("additionalInformation/code")
                yield consignment, _TO_ORDER in stated
