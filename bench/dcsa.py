"""Reading a long page of container events into movements, beside plain JSON decoding."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory
from uuid import UUID

from bench._reading import apart
from bench.result import Result
from quaywatch.formats import read

TITLE = "dcsa: Track & Trace events to movements, events/s and memory, beside json.loads"

EVENTS_PER_S = 50_000
PEAK_MB = 200
ROUNDS = 3
"""Each reader's best of so many turns counts, in processor time: neighbours do not."""


def run(quick: bool) -> Result:
    """Read the same page in turn; then one many times as long for its peak of memory."""
    count = 40_000 if quick else 200_000
    with TemporaryDirectory() as folder:
        file, long = Path(folder, "page.json"), Path(folder, "long.json")
        _write_page(file, count)
        _write_page(long, 5 * count)
        rounds = [(apart(_count_events, file), apart(_count_by_json, file)) for _ in range(ROUNDS)]
        ours, peer = (min(measured) for measured in zip(*rounds, strict=True))
        lasting = apart(_count_events, long)
        size, long_size = file.stat().st_size, long.stat().st_size
    rate, peer_rate = ours[1] / ours[0], peer[1] / peer[0]
    figures: dict[str, object] = {
        "events_per_s": round(rate),
        "mb_per_s": round(size / ours[0] / 1_000_000, 1),
        "bytes_per_event": round(size / count),
        "peak_mb": round(ours[2]),
        "long_page_mb": round(long_size / 1_000_000),
        "long_page_peak_mb": round(lasting[2]),
    }
    peers: dict[str, object] = {
        "json_loads_events_per_s": round(peer_rate),
        "json_loads_peak_mb": round(peer[2]),
    }
    holds = {"events_per_s": rate >= EVENTS_PER_S, "peak": lasting[2] <= PEAK_MB}
    return Result("dcsa", figures, peers, holds)


def _count_events(file: Path) -> int:
    parts = (part.filing for part in read(file))
    return sum(len(filing.movements) + len(filing.calls) for filing in parts if filing)


def _count_by_json(file: Path) -> int:
    return len(json.loads(file.read_bytes())["events"])


def _write_page(file: Path, count: int) -> None:
    with file.open("wb") as out:
        out.write(b'{"events":[')
        for number in range(count):
            out.write(b"," if number else b"")
            out.write(json.dumps(_event(number), separators=(",", ":")).encode())
        out.write(b"]}\n")


def _event(number: int) -> dict[str, object]:
    """Return a simulated Track & Trace 2.2 event with all that such events carry."""
    place = {"UNLocationCode": "BEANR", "facilityCode": "EXQ1"}
    vessel = {
        "vesselIMONumber": "9074729",
        "vesselName": "SIMULATED STAR",
        "vesselFlag": "PA",
        "vesselCallSignNumber": "SIML",
        "vesselOperatorCarrierCode": "EXLU",
        "vesselOperatorCarrierCodeListProvider": "NMFTA",
    }
    return {
        "eventID": str(UUID(int=number)),
        "eventCreatedDateTime": "2026-05-02T10:00:00Z",
        "eventType": "EQUIPMENT",
        "eventClassifierCode": "ACT",
        "eventDateTime": f"2026-05-02T{number % 24:02d}:{number % 60:02d}:00+02:00",
        "equipmentEventTypeCode": ("LOAD", "DISC", "GTIN", "GTOT")[number % 4],
        "equipmentReference": f"SIMU{number:07d}",
        "ISOEquipmentCode": "45R1",
        "emptyIndicatorCode": "LADEN",
        "eventLocation": {
            **place,
            "locationName": "Example Quay",
            "facilityCodeListProvider": "SMDG",
        },
        "transportCall": {
            "transportCallID": str(UUID(int=number // 1000)),
            "carrierServiceCode": "EX1",
            "exportVoyageNumber": "101S",
            "importVoyageNumber": "101N",
            "transportCallSequenceNumber": 2,
            **place,
            "facilityTypeCode": "POTE",
            "modeOfTransport": "VESSEL",
            "vessel": vessel,
        },
        "documentReferences": [
            {"documentReferenceType": "BKG", "documentReferenceValue": f"BK{number}"},
            {"documentReferenceType": "TRD", "documentReferenceValue": f"BL{number}"},
        ],
        "seals": [{"sealNumber": f"S{number}", "sealSource": "CAR"}],
    }
