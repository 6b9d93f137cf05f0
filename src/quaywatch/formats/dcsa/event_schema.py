"""Track & Trace events as DCSA writes them: 2.x flat, 3.0 in details, 3.0 beta in a payload.

What means nothing here is left out; names not listed are passed over when decoding.
"""

from datetime import datetime
from typing import Annotated, Literal

import msgspec

Instant = Annotated[datetime, msgspec.Meta(tz=True)]
Code = Literal["PLN", "EST", "ACT"]
EventType = Literal["SHIPMENT", "TRANSPORT", "EQUIPMENT", "REEFER", "IOT", "OPERATIONS"]
EquipmentEvent = Literal[
    "LOAD", "DISC", "GTIN", "GTOT", "STUF", "STRP", "PICK", "DROP", "INSP", "RSEA", "RMVD",
    "AVPU", "AVDO", "CUSS", "CUSI", "CUSR", "CROS",
]  # fmt: skip
TransportEvent = Literal["ARRI", "DEPA"]
Load = Literal["EMPTY", "LADEN"]


class _Named(msgspec.Struct, rename="camel", frozen=True, gc=False):
    """Fields are named in camel case, as DCSA names them."""


class Facility(_Named, frozen=True, gc=False):
    """A terminal or depot."""

    facility_code: str | None = None
    facility_name: str | None = None


class Location(_Named, frozen=True, gc=False):
    """A place in any of DCSA's forms."""

    location_name: str | None = None
    locode: str | None = msgspec.field(name="UNLocationCode", default=None)
    facility_code: str | None = None
    smdg_code: str | None = msgspec.field(name="facilitySMDGCode", default=None)
    facility: Facility | None = None


class Vessel(_Named, frozen=True, gc=False):
    """A ship."""

    imo_number: str | int | None = msgspec.field(name="vesselIMONumber", default=None)
    vessel_name: str | None = None
    name: str | None = None
    vessel_operator_carrier_code: str | None = None
    operator_carrier_code: str | None = None


class Voyage(_Named, frozen=True, gc=False):
    """A voyage by the carrier's number or by the universal reference."""

    carrier_voyage_number: str | None = None
    universal_voyage_reference: str | None = None


class Call(_Named, frozen=True, gc=False):
    """A transport call."""

    export_voyage_number: str | None = None
    import_voyage_number: str | None = None
    carrier_export_voyage_number: str | None = None
    carrier_import_voyage_number: str | None = None
    export_voyage_number_or_reference: Voyage | None = None
    import_voyage_number_or_reference: Voyage | None = None
    mode_of_transport: str | None = None
    locode: str | None = msgspec.field(name="UNLocationCode", default=None)
    facility_code: str | None = None
    location: Location | None = None
    vessel: Vessel | None = None
    vessel_transport: Vessel | None = None


class Reference(_Named, frozen=True, gc=False):
    """A number of a document, or another reference, in any of DCSA's forms."""

    type_code: str | None = None
    type: str | None = None
    document_reference_type: str | None = None
    reference_type: str | None = None
    reference: str | None = None
    value: str | None = None
    document_reference_value: str | None = None
    reference_value: str | None = None


class SealSaid(_Named, frozen=True, gc=False):
    """A seal."""

    seal_number: str | None = None
    seal_source: str | None = None
    number: str | None = None
    source: str | None = None


class Classification(_Named, frozen=True, gc=False):
    """What kind of event it is (3.0)."""

    event_type_code: EventType
    event_classifier_code: Code | None = None
    equipment_event_type_code: EquipmentEvent | None = None
    transport_event_type_code: TransportEvent | None = None


class EquipmentDetails(_Named, frozen=True, gc=False):
    """The container (3.0)."""

    equipment_reference: str | None = None
    iso_code: str | None = msgspec.field(name="ISOEquipmentCode", default=None)
    empty_indicator_code: Load | None = None
    seals: tuple[SealSaid, ...] = ()


class ShipmentDetails(_Named, frozen=True, gc=False):
    """The documents (3.0)."""

    document_reference: Reference | None = None
    additional_document_references: tuple[Reference, ...] = ()


class TransportDetails(_Named, frozen=True, gc=False):
    """The call (3.0)."""

    transport_call: Call | None = None


class Originator(_Named, frozen=True, gc=False):
    """Who says so."""

    party_code: str | None = None
    carrier_code: str | None = None
    party_function: str | None = None


class Routing(_Named, frozen=True, gc=False):
    """Who says so (3.0)."""

    originating_party: Originator | None = None


class Metadata(_Named, frozen=True, gc=False):
    """What stands about an event (3.0 beta)."""

    event_type: EventType = msgspec.field(default="SHIPMENT")
    event_id: object = msgspec.field(name="eventID", default=None)
    event_created_date_time: Instant | None = None
    retracted_event_id: str | None = msgspec.field(name="retractedEventID", default=None)
    publisher: Originator | None = None


class Event(_Named, frozen=True, gc=False):
    """One event of any version."""

    event_id: object = msgspec.field(name="eventID", default=None)
    event_type: EventType | None = None
    event_classifier_code: Code | None = None
    event_created_date_time: Instant | None = None
    event_date_time: Instant | None = None
    equipment_event_type_code: EquipmentEvent | None = None
    transport_event_type_code: TransportEvent | None = None
    equipment_reference: str | None = None
    iso_code: str | None = msgspec.field(name="ISOEquipmentCode", default=None)
    empty_indicator_code: Load | None = None
    event_location: Location | None = None
    location: Location | None = None
    transport_call: Call | None = None
    document_references: tuple[Reference, ...] = ()
    related_document_references: tuple[Reference, ...] = ()
    references: tuple[Reference, ...] = ()
    seals: tuple[SealSaid, ...] = ()
    event_classification: Classification | None = None
    event_routing: Routing | None = None
    equipment_details: EquipmentDetails | None = None
    shipment_details: ShipmentDetails | None = None
    transport_details: TransportDetails | None = None
    metadata: Metadata | None = None
    payload: "Event | None" = None
    retracted_event_id: str | None = msgspec.field(name="retractedEventID", default=None)
