"""What a declaration of the WCO Data Model says."""

from collections.abc import Iterator
from datetime import datetime

from quaywatch.cargo.consignment import BillLevel, Consignment, FreightPayment
from quaywatch.cargo.equipment import Equipment, PackedStatus, Seal
from quaywatch.cargo.filing import Filing, FilingFunction, FilingHeader
from quaywatch.cargo.party import Party, PartyRole
from quaywatch.cargo.route import Conveyance, Route
from quaywatch.formats.wco.goods import goods
from quaywatch.formats.xml import Element, every, text

_FUNCTIONS = {
    "1": FilingFunction.CANCELLATION,
    "01": FilingFunction.CANCELLATION,
    "4": FilingFunction.AMENDMENT,
    "5": FilingFunction.AMENDMENT,
}
_PAID = {"Z": FreightPayment.COLLECT, "A": FreightPayment.CASH}
"""Methods of payment of transport charges (D.E. 4/2); other letters are ways to pay ahead."""

_HOUSE = frozenset({"714", "703"})
_MASTER = frozenset({"704", "705", "710"})
"""Types of transport documents by sea (code list 1001)."""

_PARTIES = (
    (PartyRole.CONSIGNOR, "Consignor", "Exporter"),
    (PartyRole.CONSIGNEE, "Consignee", "Importer"),
    (PartyRole.NOTIFY_PARTY, "NotifyParty"),
    (PartyRole.CARRIER, "Carrier"),
    (PartyRole.BUYER, "Buyer"),
    (PartyRole.SELLER, "Seller"),
    (PartyRole.DECLARANT, "Declarant"),
)
"""Who stands for a role: the first named, or else the next."""

_LEVELS = ("GoodsShipment/Consignment/", "Consignment/", "GoodsShipment/", "")
"""Where in a declaration a thing may stand, nearest to the goods first."""

_FULLNESS = {"4": PackedStatus.EMPTY, "5": PackedStatus.FULL, "8": PackedStatus.FULL}


def filing(declaration: Element, received_at: datetime | None) -> Filing:
    """Return a declaration as filing with its one consignment."""
    reference = text(declaration, "FunctionalReferenceID")
    return Filing(
        header=FilingHeader(
            format="wco-dec",
            sender=text(declaration, "Submitter/ID", "Declarant/ID"),
            reference=reference,
            function=_FUNCTIONS.get(text(declaration, "FunctionCode"), FilingFunction.ORIGINAL),
            received_at=received_at,
            mrn=text(declaration, "ID"),
        ),
        consignments=(_consignment(declaration, reference),),
    )


def _consignment(declaration: Element, own: str) -> Consignment:
    number, level = _bill(declaration)
    payment = text(declaration, *(f"{above}Freight/PaymentMethodCode" for above in _LEVELS))
    return Consignment(
        reference=number or text(declaration, "GoodsShipment/UCR/TraderAssignedReferenceID") or own,
        level=level,
        parties=tuple(_parties(declaration)),
        goods_items=tuple(goods(declaration)),
        equipment=tuple(_equipment(declaration)),
        route=_route(declaration),
        conveyance=_conveyance(declaration),
        freight_payment=_PAID.get(payment, FreightPayment.PREPAID) if payment else None,
    )


def _bill(declaration: Element) -> tuple[str, BillLevel]:
    """Return the transport document that the declaration or its first item names."""
    named = [
        *every(declaration, "GoodsShipment/Consignment/TransportContractDocument"),
        *every(declaration, "Consignment/TransportContractDocument"),
        *every(declaration, "GoodsShipment/PreviousDocument"),
        *every(declaration, "GoodsShipment/GovernmentAgencyGoodsItem/PreviousDocument"),
        *every(declaration, "GoodsShipment/GovernmentAgencyGoodsItem/AdditionalDocument"),
    ]
    for document in named:
        kind = text(document, "TypeCode").removeprefix("N")
        if kind in _HOUSE | _MASTER and (number := text(document, "ID")):
            return number, BillLevel.HOUSE if kind in _HOUSE else BillLevel.MASTER
    return "", BillLevel.MASTER


def _parties(declaration: Element) -> Iterator[Party]:
    first = "GoodsShipment/GovernmentAgencyGoodsItem/"
    for role, *names in _PARTIES:
        paths = [f"{above}{name}" for name in names for above in (*_LEVELS, first)]
        found = next((party for path in paths for party in every(declaration, path)), None)
        if found is not None:
            yield _party(role, found)


def _party(role: PartyRole, said: Element) -> Party:
    channels = {
        text(channel, "TypeID", "TypeCode"): text(channel, "ID")
        for channel in every(said, "Communication")
    }
    return Party(
        role=role,
        name=text(said, "Name"),
        identifier=text(said, "ID") or None,
        address=text(said, "Address/Line") or None,
        city=text(said, "Address/CityName") or None,
        postcode=text(said, "Address/PostcodeID") or None,
        country=text(said, "Address/CountryCode") or None,
        telephone=channels.get("TE") or None,
        email=channels.get("EM") or None,
    )


def _equipment(declaration: Element) -> Iterator[Equipment]:
    boxes = (
        box
        for above in ("GoodsShipment/Consignment/", "Consignment/")
        for box in every(declaration, f"{above}TransportEquipment")
    )
    for box in boxes:
        if number := text(box, "ID"):
            yield Equipment(
                number=number,
                size_type=text(box, "CharacteristicCode") or None,
                packed_status=_FULLNESS.get(text(box, "FullnessCode")),
                seals=tuple(
                    Seal(number=seal) for each in every(box, "Seal") if (seal := text(each, "ID"))
                ),
            )


def _route(declaration: Element) -> Route:
    routing = [
        country
        for above in ("GoodsShipment/Consignment/", "Consignment/")
        for step in every(declaration, f"{above}Itinerary")
        if (country := text(step, "RoutingCountryCode", "ID"))
    ]
    loading, unloading, delivery = (
        text(declaration, *(f"{above}{name}" for above in _LEVELS)) or None
        for name in ("LoadingLocation/ID", "UnloadingLocation/ID", "GoodsReceiptPlace/ID")
    )
    return Route(
        port_of_loading=loading,
        port_of_discharge=unloading,
        place_of_delivery=delivery,
        countries=tuple(routing),
        first_entry=text(declaration, "EntryOffice/ID", "EntryCustomsOffice/ID") or None,
    )


def _conveyance(declaration: Element) -> Conveyance:
    """Return the ship at the border, or that of arrival or departure.

    Identification type 10 is an IMO ship number, 11 the name of a sea-going vessel (D.E. 7/7).
    """
    means = [
        *every(declaration, "BorderTransportMeans"),
        *every(declaration, "GoodsShipment/Consignment/ArrivalTransportMeans"),
        *every(declaration, "GoodsShipment/Consignment/DepartureTransportMeans"),
    ]
    named = {
        text(ship, "IdentificationTypeCode"): identity
        for ship in reversed(means)
        if (identity := text(ship, "ID", "Name"))
    }
    return Conveyance(
        vessel_name=named.get("11"),
        imo_number=named.get("10"),
        voyage=next((v for ship in means if (v := text(ship, "JourneyID"))), None),
        carrier_code=text(declaration, *(f"{above}Carrier/ID" for above in _LEVELS)) or None,
    )
