"""What machines do over HTTP: they file under their own name and fetch what is theirs."""

from base64 import b64decode
from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from quaywatch.api.app import create_app
from quaywatch.intake import Gate, Sender, Senders
from quaywatch.node import Node
from quaywatch.scans import writers
from tests.api.test_requests import draft, step, vague
from tests.conformance.test_judge import MANIFEST
from tests.node.making import consignment, filing
from tests.scans.pictures import radiograph

__all__ = ["vague"]

SignIn = Callable[[str], TestClient]


@pytest.fixture
def machine(node: Node) -> Callable[[Sender], TestClient]:
    """Make clients that call with the key of a sender."""
    app = create_app(node)

    def calling(sender: Sender) -> TestClient:
        key = Senders(node.ledger.engine).add(sender)
        headers = {"Authorization": f"Bearer {key}"}
        return TestClient(app, headers=headers, raise_server_exceptions=False)

    return calling


def test_a_machine_files_under_its_own_name_only(
    node: Node, machine: Callable[[Sender], TestClient]
) -> None:
    own = machine(Sender("carrier", frozenset({"TSTL"})))
    rival = machine(Sender("rival", frozenset({"RVLU"})))
    message = filing(consignment("BL9"), reference="M9")
    assert rival.post("/api/intake", content=message).json()["quarantined"] == 1
    assert own.post("/api/intake", content=message).json()["consignments"] == 1


def test_a_closed_sender_is_out_at_once(
    node: Node, machine: Callable[[Sender], TestClient]
) -> None:
    client = machine(Sender("carrier"))
    assert client.get("/api/intake/outbox").status_code == 200
    Senders(node.ledger.engine).close("carrier")
    assert client.get("/api/intake/outbox").status_code == 401


def test_a_request_waits_for_its_filer_and_for_nobody_else(
    sign_in: SignIn, machine: Callable[[Sender], TestClient], vague: str
) -> None:
    officer = sign_in("officer")
    step(officer, draft(officer, vague), "send")
    own = machine(Sender("carrier", frozenset({"TSTL"})))
    rival = machine(Sender("rival", frozenset({"RVLU"})))
    (waiting,) = own.get("/api/intake/outbox").json()
    place = f"/api/intake/outbox/{waiting['position']}"
    assert rival.get("/api/intake/outbox").json() == []
    assert rival.get(place).status_code == 404
    assert rival.post(f"{place}/delivered").status_code == 404
    assert b"GENERAL CARGO" in own.get(place).content
    assert own.post(f"{place}/delivered").status_code == 204
    assert own.get("/api/intake/outbox").json() == []
    assert own.post(f"{place}/delivered").status_code == 204


def test_a_full_gate_says_when_to_come_back(
    machine: Callable[[Sender], TestClient], monkeypatch: pytest.MonkeyPatch
) -> None:
    client = machine(Sender("carrier"))
    monkeypatch.setattr(Gate, "full", True)
    answer = client.post("/api/intake", content=filing(consignment("BL9")))
    assert (answer.status_code, answer.json()["code"]) == (503, "intake.busy")
    assert int(answer.headers["retry-after"]) > 0


def test_what_came_in_is_told_by_way_and_sender(
    node: Node, machine: Callable[[Sender], TestClient]
) -> None:
    client = machine(Sender("carrier"))
    client.post("/api/intake", content=filing(consignment("BL9")))
    gate = client.app.state.services.gate  # type: ignore[attr-defined]
    (traffic,) = gate.meter.traffic()
    assert (traffic.origin, traffic.sender, traffic.consignments) == ("http", "carrier", 1)
    assert gate.inside == 0


def test_a_sender_is_answered_in_its_own_format_when_it_asks(
    machine: Callable[[Sender], TestClient],
) -> None:
    client = machine(Sender("carrier", frozenset({"TSTL"})))
    asked = client.post("/api/intake?reply=true", content=MANIFEST).json()["reply"]
    assert asked["media_type"] == "application/edifact"
    assert b"CONTRL" in b64decode(asked["data"])
    assert client.post("/api/intake", content=MANIFEST).json()["reply"] is None


def test_a_machine_sends_scans_and_an_ally_only_its_own(
    machine: Callable[[Sender], TestClient],
) -> None:
    scan = writers.tiff(radiograph())
    ally = machine(Sender("ally", frozenset({"Rotterdam"})))
    kept = ally.post("/api/intake/scans?origin=Rotterdam", content=scan)
    assert (kept.status_code, kept.json()["origin"]) == (200, "Rotterdam")
    foreign = ally.post("/api/intake/scans?origin=Hamburg", content=scan)
    assert (foreign.status_code, foreign.json()["code"]) == (403, "sender.foreign")
    broken = ally.post("/api/intake/scans", content=b"no scan")
    assert (broken.status_code, broken.json()["code"]) == (422, "scan.unknown")
