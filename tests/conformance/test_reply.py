"""A sender is answered in its own format, about the message that it sent."""

import json

import pytest

from quaywatch.conformance import Reply, judge
from quaywatch.formats import read
from tests.conformance.test_judge import MANIFEST
from tests.node.making import DAY, consignment, filing


def replied(data: bytes, language: str = "en") -> Reply | None:
    return judge(data, at=DAY, language=language).reply


def test_an_interchange_is_answered_by_one_that_we_can_read() -> None:
    answer = replied(MANIFEST)
    assert answer is not None
    assert answer.media_type == "application/edifact"
    assert b"UNB+UNOC:3+CUSTOMS+TSTL+" in answer.data
    assert b"CONTRL" in answer.data
    assert b"CUSRES" in answer.data
    assert b"BL1" in answer.data
    problems = [p for part in read(answer.data) for p in part.problems]
    assert [p.code for p in problems if p.severity == "error"] == []


def test_the_answer_speaks_the_language_asked_for() -> None:
    english, french = replied(MANIFEST), replied(MANIFEST, "fr")
    assert english is not None
    assert french is not None
    assert english.data != french.data


def test_the_same_message_gets_the_same_answer() -> None:
    assert replied(MANIFEST) == replied(MANIFEST)


def test_json_is_answered_with_the_errors_by_place() -> None:
    answer = replied(b'[{"eventType": "EQUIPMENT", "eventDateTime": "yesterday"}]')
    assert answer is not None
    assert json.loads(answer.data)["errors"]


@pytest.mark.parametrize("data", [b"nonsense", b"", filing(consignment())])
def test_what_has_no_answer_of_its_own_gets_none(data: bytes) -> None:
    assert replied(data) is None
