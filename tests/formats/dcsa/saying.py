"""Invented DCSA texts."""

import json
from typing import Any
from uuid import UUID

from quaywatch.cargo import Movement, TransportCall
from quaywatch.formats import Part
from tests.formats.making import understood

Json = dict[str, Any]

CALL: Json = {
    "exportVoyageNumber": "101S",
    "importVoyageNumber": "101N",
    "UNLocationCode": "BEANR",
    "facilityCode": "EXQ1",
    "modeOfTransport": "VESSEL",
    "vessel": {
        "vesselIMONumber": "9074729",
        "vesselName": "EXAMPLE STAR",
        "vesselOperatorCarrierCode": "EXLU",
    },
}


def equipment(number: int, code: str = "DISC", **changes: Any) -> Json:
    """A Track & Trace 2.2 event of one container."""
    return {
        "eventID": str(UUID(int=number)),
        "eventCreatedDateTime": "2026-05-02T10:00:00Z",
        "eventType": "EQUIPMENT",
        "eventClassifierCode": "ACT",
        "eventDateTime": "2026-05-02T09:30:00+02:00",
        "equipmentEventTypeCode": code,
        "equipmentReference": f"TSTU{number:07d}",
        "ISOEquipmentCode": "45R1",
        "emptyIndicatorCode": "LADEN",
        "eventLocation": {"UNLocationCode": "BEANR", "facilityCode": "EXQ1"},
        "transportCall": CALL,
        "documentReferences": [
            {"documentReferenceType": "BKG", "documentReferenceValue": "BK1"},
            {"documentReferenceType": "TRD", "documentReferenceValue": "BL1"},
        ],
        "seals": [{"sealNumber": 'S"{1', "sealSource": "CUS"}, {"sealNumber": "S2"}],
        **changes,
    }


def transport(**changes: Any) -> Json:
    """A Track & Trace 3 event of a vessel."""
    return {
        "eventRouting": {"originatingParty": {"partyCode": "EXLU", "partyFunction": "CA"}},
        "eventID": "arrival-1",
        "eventDateTime": "2026-05-01T04:00:00Z",
        "eventLocation": {"UNLocationCode": "BEANR", "locationName": "Example Quay"},
        "eventClassification": {
            "eventTypeCode": "TRANSPORT",
            "eventClassifierCode": "EST",
            "transportEventTypeCode": "ARRI",
        },
        "transportDetails": {
            "transportCall": {
                "modeOfTransport": "VESSEL",
                "importVoyageNumberOrReference": {"carrierVoyageNumber": "101N"},
                "vesselTransport": {"vesselIMONumber": "9074729", "vesselName": "EXAMPLE STAR"},
            }
        },
        **changes,
    }


def told(*events: Json) -> tuple[list[Part], list[Movement], list[TransportCall]]:
    """Read an array of events."""
    return read_told(json.dumps(events, indent=1).encode())


def read_told(data: bytes) -> tuple[list[Part], list[Movement], list[TransportCall]]:
    parts, _ = understood(data)
    filings = [part.filing for part in parts if part.filing is not None]
    assert {filing.header.format for filing in filings} <= {"dcsa"}
    return (
        parts,
        [movement for filing in filings for movement in filing.movements],
        [call for filing in filings for call in filing.calls],
    )
