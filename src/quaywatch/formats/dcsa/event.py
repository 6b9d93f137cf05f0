"""What a Track & Trace event tells of a container or a vessel.

EQUIPMENT events become movements, TRANSPORT events calls of the vessel and movements of the
boxes they name. SHIPMENT, REEFER and IOT events tell of papers and measurements: they are kept as
bytes and say nothing more.
"""

import re
from datetime import timedelta

from quaywatch.cargo.equipment import Seal, SealIssuer
from quaywatch.cargo.movement import Classifier, Movement, MovementKind
from quaywatch.cargo.problem import Severity
from quaywatch.cargo.transport_call import CallKind, TransportCall
from quaywatch.formats.dcsa.event_schema import Call, Event, Reference, SealSaid, Vessel
from quaywatch.formats.dcsa.facts import Facts, facts
from quaywatch.formats.dcsa.fault import Fault
from quaywatch.formats.dcsa.harvest import Harvest
from quaywatch.formats.dcsa.place import facility, locode_fault, sound

KINDS = {
    "LOAD": MovementKind.LOADED,
    "DISC": MovementKind.DISCHARGED,
    "GTIN": MovementKind.GATE_IN,
    "GTOT": MovementKind.GATE_OUT,
    "STUF": MovementKind.STUFFED,
    "STRP": MovementKind.STRIPPED,
    "PICK": MovementKind.PICKED_UP,
    "DROP": MovementKind.DROPPED_OFF,
    "INSP": MovementKind.INSPECTED,
    "RSEA": MovementKind.RESEALED,
    "RMVD": MovementKind.REMOVED,
    "CUSS": MovementKind.HELD,
    "CUSI": MovementKind.HELD,
    "CUSR": MovementKind.RELEASED,
}
"""Available for pick-up or drop-off and crossings (AVPU, AVDO, CROS) are no movement."""

CLASSIFIERS = {
    "PLN": Classifier.PLANNED,
    "EST": Classifier.ESTIMATED,
    "ACT": Classifier.ACTUAL,
}
ISSUERS = {"CAR": SealIssuer.CARRIER, "SHI": SealIssuer.SHIPPER, "CUS": SealIssuer.CUSTOMS}
TRANSPORT = {
    "ARRI": (CallKind.ARRIVAL, MovementKind.ARRIVED),
    "DEPA": (CallKind.DEPARTURE, MovementKind.DEPARTED),
}

_OUTBOUND = frozenset({"LOAD", "DEPA", "GTIN", "DROP", "STUF"})
"""Codes of what happens on the way to the ship: the voyage is the one that leaves."""
_UUID = re.compile("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}").fullmatch
_FAR = timedelta(days=5 * 365)
_DAY = timedelta(days=1)


NO_FORM = Fault((), "is no event, bill or schedule of a known form", Severity.ERROR)


def gather(event: Event, into: Harvest) -> list[Fault]:
    """Add what an event tells and return what is wrong with it; nothing is added when fatal."""
    if event.retracted_event_id or (event.metadata and event.metadata.retracted_event_id):
        return [Fault((), "takes an earlier event back, which is kept all the same")]
    said = facts(event)
    if said is None:
        return [NO_FORM]
    if said.at is None:
        return [Fault((), "lacks eventDateTime", Severity.ERROR)]
    if said.classifier is None:
        return [Fault(said.prefix, "lacks eventClassifierCode", Severity.ERROR)]
    faults = _about(event, said)
    if isinstance(event.event_id, str) and into.seen(event.event_id):
        faults.append(Fault(("eventID",), "stands on an earlier event, too"))
    if said.type == "EQUIPMENT":
        faults += _equipment(said, into)
    elif said.type == "TRANSPORT":
        faults += _transport(said, into)
    if said.sender is not None and (sender := said.sender.party_code or said.sender.carrier_code):
        into.senders.add(sender)
    return faults


def _about(event: Event, said: Facts) -> list[Fault]:
    """Judge what stands about the event: its identifier and when it was made."""
    if said.version != 2:
        return []
    faults: list[Fault] = []
    created, at, name = event.event_created_date_time, said.at, event.event_id
    if not isinstance(name, str):
        fault = Fault((), "lacks eventID") if name is None else Fault(("eventID",), "is no text")
        faults.append(fault)
    elif not _UUID(name):
        faults.append(Fault(("eventID",), "is no UUID"))
    if created is None:
        faults.append(Fault((), "lacks eventCreatedDateTime"))
    elif at is not None and not -_FAR < created - at < _FAR:
        faults.append(Fault(("eventCreatedDateTime",), f"lies years apart from the event of {at}"))
    elif at is not None and said.classifier == "ACT" and created < at - _DAY:
        faults.append(Fault(("eventCreatedDateTime",), f"reports as actual what is of {at}"))
    return faults


def _equipment(said: Facts, into: Harvest) -> list[Fault]:
    code = said.equipment_code
    if code is None:
        return [Fault(said.prefix, "lacks equipmentEventTypeCode", Severity.ERROR)]
    if not said.equipment:
        where = ("equipmentDetails",) if said.prefix == ("eventClassification",) else said.prefix
        return [Fault(where, "lacks equipmentReference", Severity.ERROR)]
    kind = KINDS.get(code)
    if kind is None:
        return []
    into.movements.append(_movement(said, kind, said.equipment, code))
    return _places(said)


def _movement(said: Facts, kind: MovementKind, equipment: str, code: str) -> Movement:
    call = said.call
    vessel = (call.vessel or call.vessel_transport) if call else None
    return Movement(
        equipment_number=equipment,
        kind=kind,
        classifier=CLASSIFIERS[said.classifier or "ACT"],
        at=said.at,  # pyright: ignore[reportArgumentType] - judged before
        location=_locode(said),
        facility=_facility(said),
        vessel_name=(vessel.vessel_name or vessel.name) if vessel else None,
        voyage=_voyage(call, code) if call else None,
        packed=None if said.load is None else said.load == "LADEN",
        imo_number=_imo(vessel),
        carrier_code=_carrier(said, vessel),
        size_type=said.size_type,
        seals=tuple([_seal(seal) for seal in said.seals]) if said.seals else (),
        transport_document=document(said.documents, "TRD"),
        booking=document(said.documents, "BKG"),
    )


def _transport(said: Facts, into: Harvest) -> list[Fault]:
    code, call = said.transport_code, said.call
    if code is None:
        return [Fault(said.prefix, "lacks transportEventTypeCode", Severity.ERROR)]
    call_kind, movement_kind = TRANSPORT[code]
    boxes = [box for reference in said.references if (box := _equipment_of(reference))]
    into.movements += [_movement(said, movement_kind, box, code) for box in boxes]
    at_sea = call is not None and call.mode_of_transport in (None, "VESSEL", "BARGE")
    place = _locode(said)
    if call is None or not at_sea or not place:
        return _places(said) if boxes or (call and not at_sea) else [_NOWHERE]
    vessel = call.vessel or call.vessel_transport
    into.calls.append(
        TransportCall(
            kind=call_kind,
            classifier=CLASSIFIERS[said.classifier or "ACT"],
            at=said.at,  # pyright: ignore[reportArgumentType] - judged before
            location=place,
            facility=_facility(said),
            vessel_name=(vessel.vessel_name or vessel.name) if vessel else None,
            imo_number=_imo(vessel),
            voyage=_voyage(call, code),
            carrier_code=_carrier(said, vessel),
        )
    )
    return _places(said)


_NOWHERE = Fault((), "names neither a place of call nor containers", Severity.ERROR)


def _equipment_of(reference: Reference) -> str | None:
    kind = reference.reference_type or reference.type or reference.type_code
    return (reference.reference_value or reference.value) if kind == "EQ" else None


def document(references: tuple[Reference, ...], kind: str) -> str | None:
    """Return the first document number of a kind: TRD (bill of lading), BKG (booking)."""
    for said in references:
        if kind == (said.document_reference_type or said.type_code or said.type):
            return said.document_reference_value or said.reference or said.value
    return None


def _locode(said: Facts) -> str | None:
    place, call = said.location, said.call
    if place is not None and place.locode:
        return place.locode
    if call is None:
        return None
    return (call.location.locode if call.location else None) or call.locode


def _facility(said: Facts) -> str | None:
    """Return the code of the terminal or depot, or the name of the place without one."""
    place, call = said.location, said.call
    if place is not None and (found := facility(place)):
        return found
    if call is None:
        return None
    return call.facility_code or (facility(call.location) if call.location else None)


def _voyage(call: Call, code: str) -> str | None:
    out = call.export_voyage_number or call.carrier_export_voyage_number
    home = call.import_voyage_number or call.carrier_import_voyage_number
    if not out and (said := call.export_voyage_number_or_reference):
        out = said.carrier_voyage_number or said.universal_voyage_reference
    if not home and (said := call.import_voyage_number_or_reference):
        home = said.carrier_voyage_number or said.universal_voyage_reference
    return (out or home) if code in _OUTBOUND else (home or out)


def _imo(vessel: Vessel | None) -> str | None:
    number = vessel.imo_number if vessel else None
    return str(number) if number else None


def _carrier(said: Facts, vessel: Vessel | None) -> str | None:
    operator = vessel and (vessel.vessel_operator_carrier_code or vessel.operator_carrier_code)
    if operator:
        return operator
    sender = said.sender
    if sender is None:
        return None
    return sender.carrier_code or (sender.party_code if sender.party_function == "CA" else None)


def _seal(said: SealSaid) -> Seal:
    source = said.seal_source or said.source or ""
    return Seal(
        number=said.seal_number or said.number or "",
        issuer=ISSUERS.get(source, SealIssuer.UNKNOWN),
    )


def _places(said: Facts) -> list[Fault]:
    """Judge the form of every UN/LOCODE that an event names."""
    place, call = said.location, said.call
    here = place.locode if place else None
    there = call.locode if call else None
    inner = call.location.locode if call and call.location else None
    if sound(here, there, inner):
        return []
    above = (*said.prefix[:1], "transportCall") if said.prefix == ("payload",) else _call_at(said)
    return [
        *_judged(here, "eventLocation"),
        *_judged(there, *above),
        *_judged(inner, *above, "location"),
    ]


def _call_at(said: Facts) -> tuple[str, ...]:
    return ("transportCall",) if said.version == 2 else ("transportDetails", "transportCall")


def _judged(code: str | None, *above: str) -> list[Fault]:
    wrong = locode_fault(code) if code else ""
    return [Fault((*above, "UNLocationCode"), wrong)] if wrong else []
