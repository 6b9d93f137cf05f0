"""Writing Track & Trace 3 events, one list for all filings."""

from collections.abc import Iterable, Iterator
from uuid import NAMESPACE_URL, uuid5

import msgspec

from quaywatch.cargo.equipment import Seal
from quaywatch.cargo.filing import Filing, FilingHeader
from quaywatch.cargo.movement import Movement, MovementKind
from quaywatch.cargo.transport_call import CallKind, TransportCall
from quaywatch.formats.dcsa.event import CLASSIFIERS, ISSUERS, KINDS

_CODES = {kind: code for code, kind in reversed(KINDS.items())}
_CLASSIFIERS = {classifier: code for code, classifier in CLASSIFIERS.items()}
_SOURCES = {issuer: code for code, issuer in ISSUERS.items()}
_TRANSPORT = {
    CallKind.ARRIVAL: "ARRI",
    CallKind.DEPARTURE: "DEPA",
    MovementKind.ARRIVED: "ARRI",
    MovementKind.DEPARTED: "DEPA",
}

Json = dict[str, object]


def write(filings: Iterable[Filing]) -> bytes:
    """Return the movements and calls of filings as one JSON object with the list `events`.

    Event identifiers are derived from what the events say. Not carried, since the standard has
    no word for it: boxes stowed or weighed, masses, temperatures, stowage, routes, and who set a
    seal when it was neither carrier, shipper nor customs.
    """
    events = [event for filing in filings for event in _events(filing)]
    return msgspec.json.encode({"events": events}) + b"\n"


def _events(filing: Filing) -> Iterator[Json]:
    for movement in filing.movements:
        if movement.kind in _CODES:
            yield _named(filing.header, _equipment(movement))
        elif movement.kind in _TRANSPORT:
            yield _named(filing.header, _carried(movement))
    for call in filing.calls:
        yield _named(filing.header, _call(call))


def _named(header: FilingHeader, said: Json) -> Json:
    """Put identifier, times of record and sender in front of what an event says."""
    name = uuid5(NAMESPACE_URL, msgspec.json.encode(said, order="sorted").decode())
    sender = header.sender
    routing = {"originatingParty": {"partyCode": sender}}
    known = header.received_at or said["eventDateTime"]
    return {
        **({"eventRouting": routing} if sender else {}),
        "eventID": str(name),
        "eventUpdatedDateTime": known,
        **said,
    }


def _classified(said: Movement | TransportCall, kind: str, code: str) -> Json:
    place = _filled(UNLocationCode=said.location, locationName=said.facility)
    return {
        "eventDateTime": said.at,
        "eventClassification": {
            "eventTypeCode": kind,
            "eventClassifierCode": _CLASSIFIERS[said.classifier],
            f"{kind.lower()}EventTypeCode": code,
        },
        **({"eventLocation": place} if place else {}),
    }


def _equipment(movement: Movement) -> Json:
    packed = movement.packed
    return {
        **_classified(movement, "EQUIPMENT", _CODES[movement.kind]),
        "equipmentDetails": _filled(
            equipmentReference=movement.equipment_number,
            ISOEquipmentCode=movement.size_type,
            emptyIndicatorCode=None if packed is None else "LADEN" if packed else "EMPTY",
            seals=[_seal(seal) for seal in movement.seals],
        ),
        **_documents(movement),
        **_transport(movement, None),
    }


def _carried(movement: Movement) -> Json:
    """Return the arrival or departure of what carries a box."""
    return {
        **_classified(movement, "TRANSPORT", _TRANSPORT[movement.kind]),
        "references": [{"type": "EQ", "value": movement.equipment_number}],
        **_documents(movement),
        **_transport(movement, None),
    }


def _call(call: TransportCall) -> Json:
    said = _classified(call, "TRANSPORT", _TRANSPORT[call.kind])
    return {**said, **_transport(call, "VESSEL")}


def _documents(movement: Movement) -> Json:
    numbers = (("TRD", movement.transport_document), ("BKG", movement.booking))
    found = [{"typeCode": kind, "reference": number} for kind, number in numbers if number]
    if not found:
        return {}
    more = {"additionalDocumentReferences": found[1:]} if found[1:] else {}
    return {"shipmentDetails": {"documentReference": found[0], **more}}


def _transport(said: Movement | TransportCall, mode: str | None) -> Json:
    """Return the call; its voyage stands for the way in and the way out alike."""
    voyage = {"carrierVoyageNumber": said.voyage} if said.voyage else None
    vessel = _filled(
        vesselIMONumber=said.imo_number,
        vesselName=said.vessel_name,
        vesselOperatorCarrierCode=said.carrier_code,
    )
    call = _filled(
        modeOfTransport=mode,
        exportVoyageNumberOrReference=voyage,
        importVoyageNumberOrReference=voyage,
        vesselTransport=vessel,
    )
    return {"transportDetails": {"transportCall": call}} if call else {}


def _seal(seal: Seal) -> Json:
    return _filled(number=seal.number, source=_SOURCES.get(seal.issuer))


def _filled(**values: object) -> Json:
    return {name: value for name, value in values.items() if value}
