"""One event in one form, whichever version of the standard it was written in."""

from datetime import datetime
from typing import NamedTuple

from quaywatch.formats.dcsa.event_schema import (
    Call,
    EquipmentDetails,
    Event,
    Location,
    Originator,
    Reference,
    SealSaid,
    ShipmentDetails,
)


class Facts(NamedTuple):
    """What an event states, before it is judged."""

    type: str
    classifier: str | None
    at: datetime | None
    equipment_code: str | None = None
    transport_code: str | None = None
    equipment: str | None = None
    size_type: str | None = None
    load: str | None = None
    location: Location | None = None
    call: Call | None = None
    documents: tuple[Reference, ...] = ()
    references: tuple[Reference, ...] = ()
    seals: tuple[SealSaid, ...] = ()
    sender: Originator | None = None
    prefix: tuple[str, ...] = ()
    """Where in the event the classification stands (for messages)."""
    version: int = 2


def facts(event: Event) -> Facts | None:
    """Return what the event states, None when it is none of a known form."""
    if event.event_type is not None:
        return _flat(event, event.event_type, event.event_classifier_code)
    if event.event_classification is not None:
        return _in_details(event)
    if event.metadata is not None:
        return _in_payload(event)
    return None


def _flat(event: Event, kind: str, classifier: str | None) -> Facts:
    """Track & Trace 2."""
    return Facts(
        kind,
        classifier,
        event.event_date_time,
        event.equipment_event_type_code,
        event.transport_event_type_code,
        event.equipment_reference,
        event.iso_code,
        event.empty_indicator_code,
        event.event_location or event.location,
        event.transport_call,
        event.document_references or event.related_document_references,
        event.references,
        event.seals,
    )


_NO_EQUIPMENT = EquipmentDetails()
_NO_SHIPMENT = ShipmentDetails()


def _in_details(event: Event) -> Facts | None:
    """Track & Trace 3."""
    kind = event.event_classification
    if kind is None:
        return None
    box = event.equipment_details or _NO_EQUIPMENT
    shipment = event.shipment_details or _NO_SHIPMENT
    main = shipment.document_reference
    more = shipment.additional_document_references
    details, routing = event.transport_details, event.event_routing
    return Facts(
        kind.event_type_code,
        kind.event_classifier_code,
        event.event_date_time,
        kind.equipment_event_type_code,
        kind.transport_event_type_code,
        box.equipment_reference,
        box.iso_code,
        box.empty_indicator_code,
        event.event_location,
        details.transport_call if details else None,
        more if main is None else (main, *more),
        event.references,
        box.seals or event.seals,
        routing.originating_party if routing else None,
        ("eventClassification",),
        3,
    )


def _in_payload(event: Event) -> Facts | None:
    """Track & Trace 3 beta: metadata about a payload that looks like 2."""
    about, payload = event.metadata, event.payload or Event()
    if about is None:
        return None
    flat = _flat(payload, about.event_type, payload.event_classifier_code)
    return flat._replace(sender=about.publisher, prefix=("payload",), version=3)
