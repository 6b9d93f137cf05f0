"""Requests that once made the service fail, each answered as it should be."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from quaywatch.node import Node
from quaywatch.requests import RequestKind, Wording
from quaywatch.scans import writers
from tests.node.making import NUMBERS
from tests.scans.pictures import radiograph

SignIn = Callable[[str], TestClient]


@pytest.mark.parametrize("address", ["alliance/egress?before=", "quarantine?offset="])
def test_a_place_beyond_what_any_ledger_counts_is_refused(sign_in: SignIn, address: str) -> None:
    assert sign_in("supervisor").get(f"/api/{address}{10**27}").status_code == 422


def test_an_attachment_that_is_not_even_ascii_is_no_base64(
    sign_in: SignIn, node: Node, box: str
) -> None:
    desk = node.desk
    drafted = desk.draft(box, RequestKind.INFORMATION, Wording(remark="What?"), actor="ann").request
    sent = desk.send(drafted.request_id, actor="ann", seen=drafted.version).request
    attached = {"name": "a.txt", "media_type": "text/plain", "content": "\u00c6\u00e3"}
    body = {"version": sent.version, "text": "So.", "attachment": attached}
    answer = sign_in("officer").post(f"/api/requests/{sent.request_id}/answer", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, "request.invalid")


def test_a_key_that_went_with_a_box_is_not_taken_with_a_scan(
    sign_in: SignIn, node: Node, box: str
) -> None:
    taken = node.scans.take(writers.tiff(radiograph()), actor="s", equipment_number=NUMBERS[0])
    officer = sign_in("officer")
    officer.headers["Idempotency-Key"] = "sent-once-1"
    assert officer.post(f"/api/boxes/{box}/hold", json={"version": 0}).status_code == 200
    answer = officer.post(f"/api/scans/{taken.scan.taken.digest}/claim", json={})
    assert (answer.status_code, answer.json()["code"]) == (422, "scan.key-reused")


def test_a_share_next_to_nothing_is_refused(sign_in: SignIn) -> None:
    answer = sign_in("analyst").post("/api/strategy/audits/plan", json={"reader": 1e-323})
    assert answer.status_code == 422
