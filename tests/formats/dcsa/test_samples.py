"""The association's own samples, where they are at hand."""

import os
from pathlib import Path

import pytest

from quaywatch.cargo import Severity
from quaywatch.formats import Format, detect
from tests.formats.making import problems, understood

DATA = Path(os.environ.get("QUAYWATCH_DATA", Path(__file__).parents[4] / "shared" / "data"))
SAMPLES = sorted((DATA / "formats").glob("DCSA_*/*.json"))

pytestmark = pytest.mark.skipif(not SAMPLES, reason=f"no DCSA samples under {DATA}")

WRONG = {
    "tnt-220-response-wrong-attribute-values": ["UNLocationCode", "XYABC", "lacks eventID"],
    "tnt-220-response-wrong-date-times": [
        "/1: lacks eventCreatedDateTime",
        "/2: lacks eventDateTime",
        '/3/eventCreatedDateTime: "2021 01 01 14:12:56"',
        '/4/eventDateTime: "2019/11/12 07:41:00 +08:30"',
        '/5/eventCreatedDateTime: "1999-01-01T14:12:56Z"',
        '/6/eventCreatedDateTime: "2099-01-01T14:12:56Z"',
    ],
    "tnt-220-response-wrong-event-ids": [
        "/0/eventID: 123456789 is no text",
        '/1/eventID: "incorrect" is no UUID',
        "/3/eventID",
        "/6/eventID",
    ],
    "tnt-220-response-wrong-structure": ["/0: is no event", "/1: is no event", "someEvents"],
    "ovs-300-response-wrong-attribute-values": ["SRSSS12345A", "NLERRAMS", "USSSYC", "statusCode"],
    "ovs-300-response-wrong-structure": ["/0: object missing required field vesselSchedules"],
}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda file: file.stem)
def test_every_sample_is_known_and_nothing_of_it_is_lost(sample: Path) -> None:
    data = sample.read_bytes()
    assert detect(data) is Format.DCSA
    parts, _ = understood(data)
    if sample.stem not in WRONG:
        assert {p.severity for p in problems(parts)} <= {Severity.INFO}


@pytest.mark.parametrize("name", WRONG)
def test_what_is_wrong_in_a_wrong_sample_is_said(name: str) -> None:
    (sample,) = [file for file in SAMPLES if file.stem == name]
    parts, _ = understood(sample.read_bytes())
    said = "\n".join(p.message for p in problems(parts))
    assert [phrase for phrase in WRONG[name] if phrase not in said] == []
