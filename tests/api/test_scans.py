"""A radiograph is brought, listed and drawn over HTTP."""

from collections.abc import Callable

import numpy as np
from fastapi.testclient import TestClient

from quaywatch.node import Node
from quaywatch.node.facts import QUARANTINED, SCAN_SEEN
from quaywatch.scans import writers
from quaywatch.scans.planes import plane
from quaywatch.scans.radiograph import Energy
from quaywatch.scans.readers import read
from quaywatch.world.scanner.delivering import radiograph as delivered
from quaywatch.world.scanner.expecting import expected
from quaywatch.world.scanner.exposing import expose
from quaywatch.world.scanner.installation import MOBILE
from quaywatch.world.scanner.loads import Declared, load
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


def test_an_earlier_scan_of_the_same_container_lies_in_the_later_ones_picture(
    sign_in: Callable[[str], TestClient], node: Node, box: str
) -> None:
    analyst = sign_in("officer")
    scene = load(Declared("22G1", None, 0, 0.0), 1)
    early, late, small = (
        node.scans.take_of(box, data, actor="s").scan.taken.digest
        for data in (
            *(
                writers.tiff(delivered(expose(expected(scene, MOBILE), MOBILE, seed), MOBILE))
                for seed in (1, 2)
            ),
            writers.tiff(radiograph()),
        )
    )
    laid = analyst.get(f"/api/scans/{late}/earlier/{early}?step=4")
    shown = analyst.get(f"/api/scans/{late}/planes/high?step=4")
    assert laid.headers["X-Width"] == shown.headers["X-Width"]
    there, here = (np.frombuffer(one.content, "<u2").astype(float) for one in (laid, shown))
    assert np.median(np.abs(there - here)) < 2_000
    refused = analyst.get(f"/api/scans/{late}/earlier/{small}")
    assert (refused.status_code, refused.json()["code"]) == (409, "scan.unlike")
    assert analyst.get(f"/api/scans/{late}/earlier/none").status_code == 404


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


def test_a_scan_is_taken_along_as_an_open_file_and_the_look_is_on_record(
    sign_in: Callable[[str], TestClient], node: Node, box: str
) -> None:
    digest = _brought(sign_in("officer"), box)["digest"]
    analyst = sign_in("analyst")
    for form, endings in (("tiff", ["high", "low"]), ("hdf5", ["high", "low"]), ("png", ["high"])):
        taken = analyst.get(f"/api/scans/{digest}/file", params={"form": form})
        got = read(taken.content).radiograph
        assert got is not None, taken.text
        assert [band.energy.value for band in got.bands] == endings
    low = analyst.get(f"/api/scans/{digest}/file?form=png&energy=low")
    got = read(low.content).radiograph
    assert got is not None
    assert [band.energy for band in got.bands] == [Energy.LOW]
    looks = [one.actor for one in node.ledger.read(limit=1000) if one.kind == SCAN_SEEN]
    assert set(looks) == {"analyst"}
    assert analyst.get(f"/api/scans/{digest}/file?form=png&energy=red").status_code == 404
    assert analyst.get(f"/api/scans/{digest}/file?form=bmp").status_code == 422


def test_what_one_has_in_hand_for_a_verdict_is_not_taken_along(
    sign_in: Callable[[str], TestClient], node: Node, box: str
) -> None:
    digest = _brought(sign_in("officer"), box)["digest"]
    analyst = sign_in("analyst")
    assert analyst.post(f"/api/scans/{digest}/claim", json={}).is_success
    refused = analyst.get(f"/api/scans/{digest}/file")
    assert (refused.status_code, refused.json()["code"]) == (409, "scan.in-hand")
    assert not [one for one in node.ledger.read(limit=1000) if one.kind == SCAN_SEEN]
