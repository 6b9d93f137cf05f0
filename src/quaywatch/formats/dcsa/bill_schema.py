"""Bills of lading, shipping instructions and arrival notices as DCSA writes them."""

from datetime import date

import msgspec

from quaywatch.formats.dcsa.event_schema import Location, SealSaid


class _Named(msgspec.Struct, rename="camel", frozen=True):
    """Fields are named in camel case, as DCSA names them."""


class Amount(_Named, frozen=True):
    """A mass or a temperature with its unit."""

    value: float | None = None
    unit: str | None = None


class Address(_Named, frozen=True):
    """A postal address."""

    street: str | None = None
    street_number: str | None = None
    floor: str | None = None
    post_code: str | None = None
    city: str | None = None
    state_region: str | None = None
    country_code: str | None = None
    country: str | None = None


class Contact(_Named, frozen=True):
    """Somebody to call or to write to."""

    phone: str | None = None
    email: str | None = None


class IdentifyingCode(_Named, frozen=True):
    """A number of a party in somebody's list."""

    party_code: str | None = None


class TaxReference(_Named, frozen=True):
    """A number that a tax authority gave, such as an EORI."""

    type: str | None = None
    value: str | None = None


class PartySaid(_Named, frozen=True):
    """A party."""

    party_name: str | None = None
    party_function: str | None = None
    address: Address | None = None
    displayed_address: tuple[str, ...] | None = None
    party_contact_details: tuple[Contact, ...] | None = None
    identifying_codes: tuple[IdentifyingCode, ...] | None = None
    tax_legal_references: tuple[TaxReference, ...] | None = None


class OtherParty(_Named, frozen=True):
    """A party in a capacity of its own."""

    party: PartySaid | None = None
    party_function: str | None = None


class DocumentParties(_Named, frozen=True):
    """The parties of a bill by capacity."""

    shipper: PartySaid | None = None
    consignee: PartySaid | None = None
    endorsee: PartySaid | None = None
    notify_party: PartySaid | None = None
    notify_parties: tuple[PartySaid, ...] | None = None
    buyer: PartySaid | None = None
    seller: PartySaid | None = None
    other: tuple[OtherParty, ...] | None = None


class DangerousGoods(_Named, frozen=True):
    """Goods of the IMDG Code."""

    un_number: str | None = msgspec.field(name="UNNumber", default=None)


class Packaging(_Named, frozen=True):
    """The outer packaging."""

    package_code: str | None = None
    number_of_packages: int | None = None
    dangerous_goods: tuple[DangerousGoods, ...] | None = None


class CargoItem(_Named, frozen=True):
    """The share of goods that one container holds."""

    equipment_reference: str | None = None
    cargo_gross_weight: Amount | None = None
    outer_packaging: Packaging | None = None


class Item(_Named, frozen=True):
    """One kind of goods."""

    carrier_booking_reference: str | None = None
    description_of_goods: tuple[str, ...] | str | None = None
    hs_codes: tuple[str, ...] | None = msgspec.field(name="HSCodes", default=None)
    shipping_marks: tuple[str, ...] | None = None
    cargo_items: tuple[CargoItem, ...] | None = None


class Box(_Named, frozen=True):
    """The container itself."""

    equipment_reference: str | None = None
    iso_code: str | None = msgspec.field(name="ISOEquipmentCode", default=None)


class ReeferSettings(_Named, frozen=True):
    """How cold it is to be."""

    temperature_setpoint: float | None = None
    temperature_unit: str | None = None


class Utilized(_Named, frozen=True):
    """A container of the bill with its seals."""

    equipment: Box | None = None
    equipment_reference: str | None = None
    iso_code: str | None = msgspec.field(name="ISOEquipmentCode", default=None)
    empty_indicator_code: str | None = None
    shipping_marks: tuple[str, ...] | None = None
    seals: tuple[SealSaid, ...] | None = None
    active_reefer_settings: ReeferSettings | None = None


class VesselVoyage(_Named, frozen=True):
    """A ship's voyage."""

    vessel_name: str | None = None
    imo_number: str | int | None = msgspec.field(name="vesselIMONumber", default=None)
    carrier_export_voyage_number: str | None = None
    carrier_import_voyage_number: str | None = None


class Leg(_Named, frozen=True):
    """A part of the journey."""

    vessel_voyage: VesselVoyage | None = None


class DatedBy(_Named, frozen=True):
    """A date and how sure it is."""

    value: date | None = None


class Transports(_Named, frozen=True):
    """The journey."""

    place_of_receipt: Location | None = None
    port_of_loading: Location | None = None
    port_of_discharge: Location | None = None
    place_of_delivery: Location | None = None
    planned_departure_date: date | None = None
    planned_arrival_date: date | None = None
    port_of_discharge_arrival_date: DatedBy | None = None
    vessel_voyages: tuple[VesselVoyage, ...] | None = None
    legs: tuple[Leg, ...] | None = None


class ManifestFiling(_Named, frozen=True):
    """Who files an advance manifest."""

    manifest_type_code: str | None = None
    self_filer_code: str | None = None


class BillSaid(_Named, frozen=True):
    """A bill of lading, a shipping instruction, an arrival notice, or a house bill within one."""

    transport_document_reference: str | None = None
    house_bill_of_lading_reference: str | None = None
    shipping_instructions_reference: str | None = None
    carrier_booking_reference: str | None = None
    carrier_code: str | None = None
    freight_payment_term_code: str | None = None
    document_parties: DocumentParties | tuple[PartySaid, ...] | None = None
    transports: Transports | None = None
    transport: Transports | None = None
    place_of_acceptance: Location | None = None
    place_of_final_delivery: Location | None = None
    consignment_items: tuple[Item, ...] | None = None
    utilized_transport_equipments: tuple[Utilized, ...] | None = None
    routing_of_consignment_countries: tuple[str, ...] | None = None
    advance_manifest_filings: tuple[ManifestFiling, ...] | None = None
    advanced_manifest_filings: tuple[ManifestFiling, ...] | None = None
    house_bill_of_ladings: "tuple[BillSaid, ...] | None" = None
