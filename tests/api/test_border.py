"""The service's manners: headers, errors, sizes, languages, the page."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from quaywatch.api.app import create_app
from quaywatch.api.language import from_accept_language
from quaywatch.api.settings import Settings
from quaywatch.node import Node
from tests.api.access.inspecting import ORDER
from tests.node.making import NUMBERS, consignment, filing

SignIn = Callable[[str], TestClient]


@pytest.mark.parametrize("path", ["/", "/api/session", "/api/nowhere", "/api/worklist", "/boxes/1"])
def test_every_answer_tells_the_browser_what_to_refuse(visitor: TestClient, path: str) -> None:
    headers = visitor.get(path).headers
    policy = headers["content-security-policy"]
    assert "default-src 'self'" in policy
    assert "frame-ancestors 'none'" in policy
    assert "unsafe" not in policy
    assert headers["x-content-type-options"] == "nosniff"
    if path.startswith("/api/"):
        assert headers["cache-control"] == "no-store"


@pytest.mark.parametrize(
    ("method", "path", "json", "status", "code"),
    [
        ("GET", "/api/nowhere", None, 404, "not-found"),
        ("PUT", "/api/worklist", None, 405, "method.not-allowed"),
        ("GET", "/api/worklist?sort=nonsense", None, 422, "request.invalid"),
        ("GET", "/api/worklist?limit=501", None, 422, "request.invalid"),
        ("GET", "/api/worklist?offset=-1", None, 422, "request.invalid"),
        ("GET", "/api/boxes/0000000000000000", None, 404, "not-found"),
        ("POST", "/api/boxes/x/hold", {"version": 0}, 404, "not-found"),
        ("POST", "/api/boxes/x/hold", {"version": 0, "more": 1}, 422, "request.invalid"),
        ("POST", "/api/boxes/x/order", {"version": 0, "kind": "x-ray"}, 422, "request.invalid"),
    ],
)
def test_every_error_has_one_shape_and_a_stable_code(
    sign_in: SignIn, method: str, path: str, json: object, status: int, code: str
) -> None:
    answer = sign_in("officer").request(method, path, json=json)
    assert answer.status_code == status
    body = answer.json()
    assert set(body) == {"code", "message"}
    assert body["code"] == code


def test_a_failure_of_ours_says_nothing_about_the_inside(
    sign_in: SignIn, node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_: object) -> None:
        raise RuntimeError("the secret of line 17")

    client = sign_in("officer")
    monkeypatch.setattr(node, "worklist", broken)
    answer = client.get("/api/worklist")
    assert (answer.status_code, answer.json()["code"]) == (500, "internal")
    assert "secret" not in answer.text


def test_bodies_are_bounded(sign_in: SignIn, node: Node) -> None:
    client = sign_in("officer")
    long = {"version": 0, "kind": "scan", "note": "x" * 100_000}
    answer = client.post("/api/boxes/x/order", json=long)
    assert (answer.status_code, answer.json()["code"]) == (413, "body.too-large")


def test_filings_have_a_bound_of_their_own(node: Node, sign_in: SignIn) -> None:
    message = filing(*(consignment(f"BL{i}", NUMBERS[i : i + 1]) for i in range(300)))
    assert len(message) > Settings().largest_body
    accepted = sign_in("officer").post("/api/filings", content=message)
    assert accepted.json()["consignments"] == 300
    assert len(accepted.json()["boxes"]) == 50
    small = TestClient(create_app(node, Settings(largest_filing=1000)))
    small.cookies = sign_in("officer").cookies
    token = small.get("/api/session").json()["csrf_token"]
    refused = small.post("/api/filings", content=message, headers={"X-CSRF-Token": token})
    assert refused.status_code == 413


def test_a_filing_is_answered_with_its_ranked_boxes(sign_in: SignIn, node: Node) -> None:
    client = sign_in("officer")
    message = filing(consignment("BL9", NUMBERS[9:11]), reference="M9")
    answer = client.post("/api/filings?lang=fr", content=message + b"rubbish\n").json()
    assert (answer["consignments"], answer["quarantined"]) == (1, 1)
    ranks = {line.box_id: line.rank for line in node.worklist().lines}
    assert {box["box_id"]: box["rank"] for box in answer["boxes"]} == {
        box["box_id"]: ranks[box["box_id"]] for box in answer["boxes"]
    }
    again = client.post("/api/filings", content=message + b"rubbish\n").json()
    assert again["duplicates"] == len(answer["positions"])
    assert again["positions"] == answer["positions"]


def test_an_officers_round(sign_in: SignIn) -> None:
    client = sign_in("officer")
    row = client.get("/api/worklist", params={"limit": 1}).json()["rows"][0]
    box = row["box_id"]
    ordered = client.post(f"/api/boxes/{box}/order", json=ORDER)
    assert ordered.json()["status"] == "ordered"
    stale = client.post(f"/api/boxes/{box}/hold", json={"version": 0})
    assert (stale.status_code, stale.json()["code"]) == (409, "box.stale-version")
    outcome = {"result": "found", "substance": "cocaine", "mass_kg": 12.5, "concealment": "rip_on"}
    done = client.post(f"/api/boxes/{box}/outcome", json={"version": 1, "outcome": outcome})
    assert done.json()["status"] == "done"
    dossier = client.get(f"/api/boxes/{box}", params={"lang": "es"}).json()
    assert dossier["outcome"]["mass_kg"] == 12.5
    assert dossier["order"]["ordered_by"] == "officer"
    assert [entry["kind"] for entry in dossier["history"]] == [
        "filed",
        "ordered",
        "outcome",
        "viewed",
    ]
    assert dossier["history"][2]["text"] == "Registró el resultado: contrabando hallado"
    assert sum(r["contribution"] for r in dossier["reasons"]) == dossier["log_odds"]


@pytest.mark.parametrize("language", ["en", "fr", "nl", "es"])
def test_reasons_and_findings_speak_the_language_asked_for(
    sign_in: SignIn, box: str, language: str
) -> None:
    client = sign_in("officer")
    dossier = client.get(f"/api/boxes/{box}", params={"lang": language}).json()
    opening = {"en": "Starting", "fr": "Point de", "nl": "Vertrekpunt", "es": "Punto de"}
    assert dossier["reasons"][0]["text"].startswith(opening[language])
    assert all(finding["text"] and finding["source"] for finding in dossier["findings"])


@pytest.mark.parametrize(
    ("header", "language"),
    [
        ("", "en"),
        ("de", "en"),
        ("nl-BE,nl;q=0.9,en;q=0.8", "nl"),
        ("en;q=0.5, fr;q=0.7", "fr"),
        ("es;q=zzz, fr", "fr"),
    ],
)
def test_the_browsers_languages_are_honoured(header: str, language: str) -> None:
    assert from_accept_language(header) == language


def test_the_page_answers_its_own_addresses_and_nothing_beyond(visitor: TestClient) -> None:
    start = visitor.get("/")
    if start.status_code == 503:
        assert "make page" in start.text
        return
    assert "<html" in start.text
    assert visitor.get("/boxes/0123456789abcdef").text == start.text
    assert visitor.get("/assets/none.js").status_code == 404
    assert visitor.get("/..%2f..%2fpyproject.toml").status_code == 404


def test_health_is_open(visitor: TestClient) -> None:
    assert visitor.get("/api/health").json() == {"status": "ok"}
    assert visitor.get("/api/ready").json() == {"status": "ok"}
