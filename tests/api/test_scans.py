"""A radiograph is brought, listed and drawn over HTTP."""

from collections.abc import Callable

import numpy as np
from fastapi.testclient import TestClient

from quaywatch.node import Node
from quaywatch.node.facts import QUARANTINED, SCAN_SEEN
from quaywatch.scans import writers
from quaywatch.scans.planes import plane
from quaywatch.scans.radiograph import Energy
from tests.scans.pictures import LINES, ROWS, radiograph

SENT = writers.tiff(radiograph())


def _brought(client: TestClient, box: str) -> dict[str, object]:
    answer = client.post(f"/api/boxes/{box}/scans", content=SENT)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_an_officer_brings_a_scan_and_finds_it_with_the_box(
    sign_in: Callable[[str], TestClient], box: str
) -> None:
    officer = sign_in("officer")
    brought = _brought(officer, box)
    assert officer.get(f"/api/boxes/{box}/scans").json() == [brought]
    assert (brought["width"], brought["height"]) == (LINES, ROWS)
    assert brought["energies"] == ["high", "low"]
    assert "scan.container-differs" in [one["code"] for one in brought["doubts"]]  # type: ignore[union-attr,index]


def test_the_pixels_come_as_sixteen_bits_from_the_top(
    sign_in: Callable[[str], TestClient], box: str
) -> None:
    analyst = sign_in("officer")
    digest = _brought(analyst, box)["digest"]
    sent = radiograph()
    band = sent.band(Energy.LOW)
    assert band is not None
    answer = analyst.get(f"/api/scans/{digest}/planes/low")
    got = np.frombuffer(answer.content, "<u2").reshape(ROWS, LINES)
    assert np.array_equal(got, plane(band, sent.scale))
    small = analyst.get(f"/api/scans/{digest}/planes/low?step=4")
    assert (small.headers["X-Width"], small.headers["X-Height"]) == (
        str(LINES // 4),
        str(ROWS // 4),
    )
    assert analyst.get(f"/api/scans/{digest}/planes/red").status_code == 404
    assert analyst.get(f"/api/scans/{digest}/planes/low?step=99").status_code == 422


def test_looking_at_a_scan_is_on_record(
    sign_in: Callable[[str], TestClient], box: str, node: Node
) -> None:
    officer = sign_in("officer")
    digest = _brought(officer, box)["digest"]
    seen = sign_in("analyst").get(f"/api/scans/{digest}").json()
    assert seen["scan"]["digest"] == digest
    assert [one["digest"] for one in seen["all"]] == [digest]
    assert seen["box_id"] == box
    last = node.ledger.latest(1)[0]
    assert (last.kind, last.actor) == (SCAN_SEEN, "analyst")


def test_what_is_no_scan_is_refused_with_its_reason_and_kept(
    sign_in: Callable[[str], TestClient], box: str, node: Node
) -> None:
    answer = sign_in("officer").post(f"/api/boxes/{box}/scans", content=b"no picture at all")
    assert answer.status_code == 422
    assert answer.json()["code"] == "scan.unknown"
    assert node.ledger.latest(1)[0].kind == QUARANTINED
