"""Analysts judge a radiograph over HTTP, the second of them blind."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from quaywatch.node import Node
from quaywatch.scans import writers
from quaywatch.scans.reading import Finding, Reading, Region, Sign
from tests.scans.pictures import LINES, ROWS, radiograph

DOORS = Region(first_line=0, last_line=3, first_row=0, last_row=4)
ALARM = Reading(
    engines={"net": "1"},
    findings=(
        Finding(
            sign=Sign.THREAT,
            region=DOORS,
            log_likelihood_ratio=3.0,
            false_alarm=0.01,
            reasons=(),
        ),
    ),
)
MARK = {"left": 0, "top": 0, "right": 3, "bottom": 4, "note": "denser"}


@pytest.fixture
def digest(node: Node, box: str) -> str:
    kept = node.scans.take_of(box, writers.tiff(radiograph()), actor="scanner-1")
    return kept.scan.taken.digest


def _said(verdict: str, **more: object) -> dict[str, object]:
    return {"verdict": verdict, "seconds": 12.5, "regions": [], **more}


def test_the_second_reader_is_told_nothing_until_they_spoke(
    sign_in: Callable[[str], TestClient], node: Node, digest: str
) -> None:
    node.verdicts.read(digest, ALARM)
    first, second = sign_in("analyst"), sign_in("officer")
    assert first.get(f"/api/scans/{digest}/reading").json()["findings"][0]["sign"] == "threat"
    body = _said("clear", regions=[MARK], comment="a pallet")
    answer = first.post(f"/api/scans/{digest}/verdicts", json=body)
    assert answer.json()["turn"] == "waits", answer.text
    assert second.get(f"/api/scans/{digest}/reading").json()["state"] == "withheld"
    asked = second.get(f"/api/scans/{digest}/verdicts").json()
    assert (asked["turn"], asked["verdicts"]) == ("second", [])
    assert second.get("/api/scans/waiting").json()["waiting"][0]["alarmed"] is None
    done = second.post(f"/api/scans/{digest}/verdicts", json=_said("clear")).json()
    assert (done["turn"], done["result"]) == ("done", "clear")
    told = [(one["by"], one["machine_shown"], one["blind"]) for one in done["verdicts"]]
    assert told == [("analyst", True, False), ("officer", False, True)]
    assert done["verdicts"][0]["regions"] == [MARK]
    assert second.get(f"/api/scans/{digest}/reading").json()["state"] == "read"


def test_nobody_clears_an_alarm_twice_or_after_seeing_it(
    sign_in: Callable[[str], TestClient], node: Node, digest: str
) -> None:
    node.verdicts.read(digest, ALARM)
    analyst, supervisor = sign_in("analyst"), sign_in("supervisor")
    supervisor.get(f"/api/scans/{digest}/reading")
    analyst.post(f"/api/scans/{digest}/verdicts", json=_said("clear"))
    again = analyst.post(f"/api/scans/{digest}/verdicts", json=_said("clear"))
    assert (again.status_code, again.json()["code"]) == (403, "scan.four-eyes")
    knowing = supervisor.post(f"/api/scans/{digest}/verdicts", json=_said("clear"))
    assert (knowing.status_code, knowing.json()["code"]) == (403, "scan.not-blind")


def test_a_scan_is_taken_from_the_queue_and_given_back(
    sign_in: Callable[[str], TestClient], digest: str
) -> None:
    analyst, officer = sign_in("analyst"), sign_in("officer")
    assert analyst.post("/api/scans/next", json={}).json()["digest"] == digest
    assert officer.post("/api/scans/next", json={}).json()["code"] == "scan.nothing-left"
    refused = officer.post(f"/api/scans/{digest}/claim", json={})
    assert (refused.status_code, refused.json()["code"]) == (409, "scan.claimed-by-other")
    analyst.post(f"/api/scans/{digest}/give-back", json={})
    assert officer.post(f"/api/scans/{digest}/claim", json={}).json()["claimed_by"] == "officer"


def test_a_region_outside_of_the_picture_is_refused(
    sign_in: Callable[[str], TestClient], digest: str
) -> None:
    wide = {**MARK, "right": LINES + 1}
    high = {**MARK, "bottom": ROWS + 1}
    for mark in (wide, high):
        body = _said("open", regions=[mark])
        answer = sign_in("analyst").post(f"/api/scans/{digest}/verdicts", json=body)
        assert answer.json()["code"] == "scan.region"
