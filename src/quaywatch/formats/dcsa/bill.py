"""What a bill of lading of DCSA says, as consignments: the bill itself, then its house bills."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time

from quaywatch.cargo.consignment import BillLevel, Consignment, FreightPayment
from quaywatch.cargo.equipment import Equipment, PackedStatus, Seal, SealIssuer
from quaywatch.cargo.goods import GoodsItem
from quaywatch.cargo.problem import Severity
from quaywatch.cargo.route import Conveyance, Route
from quaywatch.formats.dcsa.bill_schema import (
    Amount,
    BillSaid,
    CargoItem,
    Item,
    Transports,
    Utilized,
    VesselVoyage,
)
from quaywatch.formats.dcsa.event import ISSUERS
from quaywatch.formats.dcsa.event_schema import Location
from quaywatch.formats.dcsa.fault import Fault
from quaywatch.formats.dcsa.parties import parties
from quaywatch.formats.dcsa.place import locode_fault
from quaywatch.formats.numbers import kilograms

_PAYMENTS = {"PRE": FreightPayment.PREPAID, "COL": FreightPayment.COLLECT}
_STATUS = {"EMPTY": PackedStatus.EMPTY, "LADEN": PackedStatus.FULL}
_PORTS = ("placeOfReceipt", "portOfLoading", "portOfDischarge", "placeOfDelivery")

NO_NUMBER = Fault(
    (), "names no bill of lading; its booking or instruction stands for it", Severity.INFO
)
NO_NAME = Fault((), "names neither a bill of lading nor what could stand for it", Severity.ERROR)


def bills(said: BillSaid) -> tuple[list[Consignment], list[Fault]]:
    """Return the consignments that a bill stands for, and what is wrong with it."""
    reference = said.transport_document_reference or said.house_bill_of_lading_reference
    faults = [] if reference else [NO_NUMBER]
    reference = reference or said.shipping_instructions_reference or _booking(said)
    if not reference:
        return [], [NO_NAME]
    master = _consignment(said, reference, BillLevel.MASTER, None, said)
    houses = [
        _consignment(house, house.house_bill_of_lading_reference, BillLevel.HOUSE, reference, said)
        for house in said.house_bill_of_ladings or ()
        if house.house_bill_of_lading_reference
    ]
    return [master, *houses], [*faults, *_place_faults(said)]


def _consignment(
    said: BillSaid, reference: str, level: BillLevel, master: str | None, whole: BillSaid
) -> Consignment:
    transports = whole.transports or whole.transport or Transports()
    return Consignment(
        reference=reference,
        level=level,
        master_reference=master,
        parties=parties(said),
        goods_items=tuple(_goods(said.consignment_items or ())),
        equipment=tuple(_equipment(said)),
        route=_route(said, transports),
        conveyance=_conveyance(whole, transports),
        freight_payment=_PAYMENTS.get(said.freight_payment_term_code or ""),
        booking=_booking(said),
    )


def _booking(said: BillSaid) -> str | None:
    items = said.consignment_items or ()
    found = (item.carrier_booking_reference for item in items if item.carrier_booking_reference)
    return said.carrier_booking_reference or next(found, None)


def _goods(items: Iterable[Item]) -> Iterator[GoodsItem]:
    for sequence, item in enumerate(items, 1):
        shares = item.cargo_items or ()
        packings = [share.outer_packaging for share in shares if share.outer_packaging]
        counts = [p.number_of_packages for p in packings if p.number_of_packages is not None]
        dangerous = [d.un_number for p in packings for d in p.dangerous_goods or ()]
        description = item.description_of_goods or ()
        yield GoodsItem(
            sequence=sequence,
            description=description if isinstance(description, str) else " ".join(description),
            hs_code=next(iter(item.hs_codes or ()), None),
            package_count=sum(counts) if counts else None,
            package_type=next((p.package_code for p in packings if p.package_code), None),
            gross_mass_kg=_total(shares),
            marks=" ".join(item.shipping_marks or ()) or None,
            undg=next(filter(None, dangerous), None),
            equipment_numbers=tuple(
                dict.fromkeys(s.equipment_reference for s in shares if s.equipment_reference)
            ),
        )


def _total(shares: Iterable[CargoItem]) -> float | None:
    masses = [_kilograms(share.cargo_gross_weight) for share in shares]
    known = [mass for mass in masses if mass is not None]
    return sum(known) if known else None


def _kilograms(amount: Amount | None) -> float | None:
    return kilograms(amount.value, amount.unit or "") if amount else None


def _equipment(said: BillSaid) -> Iterator[Equipment]:
    shares = [share for item in said.consignment_items or () for share in item.cargo_items or ()]
    described = {
        number: box for box in said.utilized_transport_equipments or () if (number := _number(box))
    }
    named = [share.equipment_reference for share in shares if share.equipment_reference]
    for number in dict.fromkeys([*described, *named]):
        box = described.get(number, Utilized())
        yield Equipment(
            number=number,
            size_type=(box.equipment.iso_code if box.equipment else None) or box.iso_code,
            packed_status=_STATUS.get(box.empty_indicator_code or ""),
            seals=tuple(
                Seal(
                    number=seal.number or seal.seal_number or "",
                    issuer=ISSUERS.get(seal.source or seal.seal_source or "", SealIssuer.UNKNOWN),
                )
                for seal in box.seals or ()
            ),
            gross_mass_kg=_total(s for s in shares if s.equipment_reference == number),
            temperature_c=_celsius(box),
        )


def _number(box: Utilized) -> str | None:
    return (box.equipment.equipment_reference if box.equipment else None) or box.equipment_reference


def _celsius(box: Utilized) -> float | None:
    settings = box.active_reefer_settings
    if settings is None or settings.temperature_setpoint is None:
        return None
    degrees = settings.temperature_setpoint
    return (degrees - 32) / 1.8 if settings.temperature_unit == "FAH" else degrees


def _route(said: BillSaid, transports: Transports) -> Route:
    return Route(
        place_of_receipt=_place(said.place_of_acceptance or transports.place_of_receipt),
        port_of_loading=_place(transports.port_of_loading),
        port_of_discharge=_place(transports.port_of_discharge),
        place_of_delivery=_place(said.place_of_final_delivery or transports.place_of_delivery),
        countries=said.routing_of_consignment_countries or (),
    )


def _place(place: Location | None) -> str | None:
    return (place.locode or place.location_name) if place else None


def _conveyance(whole: BillSaid, transports: Transports) -> Conveyance:
    legs = [leg.vessel_voyage for leg in transports.legs or () if leg.vessel_voyage]
    voyage = next(iter([*(transports.vessel_voyages or ()), *legs]), VesselVoyage())
    arrival = transports.port_of_discharge_arrival_date
    return Conveyance(
        vessel_name=voyage.vessel_name,
        imo_number=str(voyage.imo_number) if voyage.imo_number else None,
        voyage=voyage.carrier_export_voyage_number or voyage.carrier_import_voyage_number,
        carrier_code=whole.carrier_code,
        departure_at=_instant(transports.planned_departure_date),
        arrival_at=_instant(
            transports.planned_arrival_date or (arrival.value if arrival else None)
        ),
    )


def _instant(day: date | None) -> datetime | None:
    """Return the first moment of a day that comes without zone."""
    return None if day is None else datetime.combine(day, time(), UTC)


def _place_faults(said: BillSaid) -> list[Fault]:
    name = "transports" if said.transports else "transport"
    journey = said.transports or said.transport
    if journey is None:
        return []
    places = (
        journey.place_of_receipt,
        journey.port_of_loading,
        journey.port_of_discharge,
        journey.place_of_delivery,
    )
    return [
        Fault((name, port, "UNLocationCode"), wrong)
        for port, place in zip(_PORTS, places, strict=True)
        if place and place.locode and (wrong := locode_fault(place.locode))
    ]
