"""A message judged over HTTP: located, in the asker's language, and kept nowhere."""

from collections.abc import Callable

from fastapi.testclient import TestClient

from quaywatch.conformance import LARGEST
from quaywatch.node import Node
from tests.conformance.test_judge import MANIFEST


def test_a_filer_sees_what_is_wrong_and_where(
    node: Node, sign_in: Callable[[str], TestClient]
) -> None:
    head = node.ledger.head()
    client = sign_in("filer")
    verdict = client.post("/api/conformance?lang=fr", content=MANIFEST).json()
    assert verdict["formats"] == ["cuscar"]
    assert verdict["consignments"] == 1
    assert not verdict["acceptable"]
    vague = next(f for f in verdict["findings"] if f["code"] == "description-vague")
    assert vague["places"][0]["at"] == "GENERAL CARGO"
    assert vague["places"][0]["before"].endswith("FTX+AAA+++")
    assert vague["source"]
    assert node.ledger.head() == head


def test_a_defect_of_the_envelope_names_its_segment(sign_in: Callable[[str], TestClient]) -> None:
    wrong = MANIFEST.replace(b"UNT+14", b"UNT+99")
    verdict = sign_in("analyst").post("/api/conformance", content=wrong).json()
    problem = next(p for p in verdict["problems"] if p["code"] == "message.count")
    assert problem["place"]["offset"] == wrong.index(b"UNT+")
    assert problem["segment"] == 15


def test_a_message_beyond_the_bound_is_refused(sign_in: Callable[[str], TestClient]) -> None:
    answer = sign_in("filer").post("/api/conformance", content=b" " * (LARGEST + 1))
    assert (answer.status_code, answer.json()["code"]) == (413, "body.too-large")
