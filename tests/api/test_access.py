"""Who may do what."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from quaywatch.api.profile_shapes import ProfileText
from quaywatch.api.profiles import profile
from quaywatch.node import Node
from quaywatch.requests import RequestKind, Wording
from tests.api.access.common import VERSION
from tests.api.access.table import FOR_MACHINES, ROUTES, declared
from tests.api.conftest import ROLES
from tests.api.profile_texts import text
from tests.node.making import NUMBERS, consignment, filing

OWN = {
    "/api/boxes/{box}/accept": {403},
    "/api/boxes/{box}/decline": {403},
    "/api/boxes/{box}/task": {404},
    "/api/boxes/{box}/sheet": {404},
    "/api/boxes/{box}/photos/none": {404},
    "/api/boxes/{box}/photos": {415},
    "/api/boxes/{box}/scans": {422},
    "/api/boxes/{box}/scans/allied/rotterdam.example/none": {404},
    "/api/empties?version=0": {422},
    "/api/scans/none": {404},
    "/api/scans/none/planes/low": {404},
    "/api/scans/none/earlier/none": {404},
    "/api/scans/none/materials": {404},
    "/api/scans/none/file": {404},
    "/api/scans/none/alike": {404},
    "/api/scans/none/notes": {404},
}
"""Answers of routes that ask for more than is there: nothing was offered, planned or pictured."""


@pytest.fixture
def asked(node: Node, box: str) -> tuple[str, int]:
    """A request that was sent to the filer, and where that stands in the ledger."""
    desk = node.desk
    drafted = desk.draft(box, RequestKind.INFORMATION, Wording(remark="What?"), actor="ann").request
    sent = desk.send(drafted.request_id, actor="ann", seen=drafted.version).request
    return sent.request_id, sent.history[-1].position


@pytest.fixture(autouse=True)
def _written(node: Node) -> None:
    node.profiles.draft(profile(ProfileText(**text())), actor="ann", seen=0)


@pytest.mark.parametrize("role", [None, *ROLES])
@pytest.mark.parametrize(("method", "path", "body", "allowed"), ROUTES)
def test_each_route_lets_its_roles_pass_and_no_others(
    sign_in: Callable[[str], TestClient],
    visitor: TestClient,
    box: str,
    asked: tuple[str, int],
    role: str | None,
    method: str,
    path: str,
    body: object,
    allowed: set[str],
) -> None:
    client = visitor if role is None else sign_in(role)
    if role is None:
        client.headers["X-CSRF-Token"] = client.get("/api/session").json()["csrf_token"]
    answer = client.request(
        method, path.format(box=box, request=asked[0], sent=asked[1]), json=body
    )
    if role is None:
        assert (answer.status_code, answer.json()["code"]) == (401, "session.required")
    elif role in allowed:
        # What is left is a matter of the box's state: 409 is not a question of who asks. No model
        # was trained, there is nothing to learn from, no lots have fallen, nothing was scanned, and
        # no port assessed. Nothing was settled with allies, nor a coverage, and the texts of
        # policies are none.
        absent = (
            *("/api/models", "/api/draws", "/api/scans/none", "/api/norms", "/api/alliance/"),
            *("/api/strategy/coverage/", "/api/strategy/tunnel/", "/api/strategy/scenarios/none"),
            *("/api/strategy/audits/tests/", "/api/strategy/audits/orders/none/"),
        )
        untaught = {404, 422} if path.startswith(absent) else set[int]()
        assert answer.status_code in {200, 204, 409} | untaught | OWN.get(path, set()), answer.text
    else:
        assert (answer.status_code, answer.json()["code"]) == (403, "permission.denied")


def test_every_route_of_the_service_is_in_the_table(visitor: TestClient) -> None:
    described = visitor.get("/api/openapi.json").json()["paths"]
    known = {(method, declared(method, path, described)) for method, path, *_ in ROUTES}
    open_to_all = {("GET", "/api/health"), ("GET", "/api/ready")} | {
        (method, "/api/session") for method in ("GET", "POST", "DELETE")
    }
    found = {(method.upper(), path) for path, methods in described.items() for method in methods}
    assert found == known | open_to_all | FOR_MACHINES


@pytest.mark.parametrize("role", [None, *ROLES])
def test_no_person_comes_in_by_the_way_of_machines(
    sign_in: Callable[[str], TestClient], visitor: TestClient, role: str | None
) -> None:
    client = visitor if role is None else sign_in(role)
    for method, path in FOR_MACHINES:
        answer = client.request(method, path.replace("{position}", "1"))
        assert (answer.status_code, answer.json()["code"]) == (401, "sender.unknown")


def test_an_officer_releases_only_what_he_holds(
    sign_in: Callable[[str], TestClient], box: str
) -> None:
    officer, supervisor = sign_in("officer"), sign_in("supervisor")
    supervisor.post(f"/api/boxes/{box}/hold", json=VERSION)
    refused = officer.post(f"/api/boxes/{box}/release", json={"version": 1})
    assert (refused.status_code, refused.json()["code"]) == (403, "box.not-holder")
    supervisor.post(f"/api/boxes/{box}/release", json={"version": 1})
    officer.post(f"/api/boxes/{box}/hold", json={"version": 2})
    released = supervisor.post(f"/api/boxes/{box}/release", json={"version": 3})
    assert released.json()["status"] == "open"


def test_quarantined_bytes_are_not_for_officers(
    sign_in: Callable[[str], TestClient], node: Node
) -> None:
    (position,) = node.intake(b"\x00garbage").positions
    assert sign_in("officer").get(f"/api/documents/{position}").status_code == 403
    assert sign_in("analyst").get(f"/api/documents/{position}").content == b"\x00garbage"


def test_own_events_are_no_documents(
    sign_in: Callable[[str], TestClient], node: Node, box: str
) -> None:
    client = sign_in("officer")
    client.get(f"/api/boxes/{box}")
    look = node.ledger.head().position
    assert client.get(f"/api/documents/{look}").status_code == 404
    assert client.get("/api/documents/999999").status_code == 404


def test_looking_at_bytes_is_on_the_ledger(
    sign_in: Callable[[str], TestClient], node: Node
) -> None:
    message = filing(consignment("BL8", NUMBERS[8:9]))
    (position,) = node.intake(message).positions
    answer = sign_in("officer").get(f"/api/documents/{position}")
    assert answer.content == message
    assert answer.headers["content-disposition"].startswith("attachment")
    assert node.ledger.read(kinds=["document.read"])[-1].actor == "officer"
