"""Asking filers through the service: who may, who must be two, and what a filer sees."""

from base64 import b64encode
from collections.abc import Callable
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from quaywatch.api.accounts import Account, Accounts
from quaywatch.api.permissions import Role
from quaywatch.node import Node
from tests.api.conftest import PASSWORD
from tests.node.making import DAY, NUMBERS, consignment, filing

SignIn = Callable[[str], TestClient]


@pytest.fixture
def vague(node: Node) -> str:
    """A box whose goods are described by nothing, and which is not loaded yet."""
    made = consignment(
        "BL8", NUMBERS[8:9], description="GENERAL CARGO", arrival=DAY + timedelta(days=30)
    )
    return node.intake(filing(made, reference="M8")).boxes[0]


def draft(client: TestClient, box: str, kind: str = "amendment") -> dict[str, object]:
    answer = client.post(f"/api/boxes/{box}/requests?lang=en", json={"kind": kind})
    assert answer.status_code == 200, answer.text
    return answer.json()


def step(client: TestClient, talk: dict, verb: str, **said: object) -> dict:  # type: ignore[type-arg]
    row = talk["row"]
    body = {"version": row["version"], **said}
    answer = client.post(f"/api/requests/{row['request_id']}/{verb}?lang=en", json=body)
    return {"status": answer.status_code, **answer.json()}


def test_the_dossier_offers_what_can_be_asked(sign_in: SignIn, vague: str) -> None:
    offered = sign_in("officer").get(f"/api/boxes/{vague}/questions?lang=fr").json()
    assert offered["kind"] == "amendment"
    assert offered["can_stop"]
    first = next(q for q in offered["questions"] if q["code"] == "description-vague")
    assert "trop générale" in first["text"]
    assert {"label": "Désignation des marchandises", "value": "GENERAL CARGO"} in first["declared"]


def test_a_draft_comes_in_all_languages_and_is_sent_in_the_one_chosen(
    sign_in: SignIn, vague: str
) -> None:
    officer = sign_in("officer")
    talk = draft(officer, vague)
    assert set(talk["letters"]) == {"en", "fr", "nl", "es", "pt", "de"}
    edited = step(
        officer, talk, "draft", language="pt", questions=["description-vague/1"], remark="Obrigado."
    )
    sent = step(officer, edited, "send")
    assert (sent["row"]["state"], list(sent["letters"])) == ("sent", ["pt"])
    enclosed = next(s for s in sent["steps"] if s["kind"] == "sent")
    bytes_sent = officer.get(
        f"/api/requests/{sent['row']['request_id']}/enclosures/{enclosed['position']}"
    ).content.decode()
    assert bytes_sent.startswith("Pedido de alteração")
    assert "Obrigado." in bytes_sent
    assert "officer" not in bytes_sent.casefold()
    stale = step(officer, edited, "withdraw", reason="late")
    assert (stale["status"], stale["code"]) == (409, "request.stale-version")


def test_a_do_not_load_takes_two_accounts(sign_in: SignIn, vague: str) -> None:
    officer, supervisor = sign_in("officer"), sign_in("supervisor")
    talk = draft(officer, vague, "do_not_load")
    alone = step(supervisor, talk, "send")
    assert (alone["status"], alone["code"]) == (403, "request.four-eyes")
    proposed = step(officer, talk, "propose")
    same = step(officer, proposed, "approve")
    assert (same["status"], same["code"]) == (403, "request.four-eyes")
    sent = step(supervisor, proposed, "approve")
    assert (sent["row"]["state"], sent["row"]["stops_loading"]) == ("sent", True)
    for verb, said in (
        ("withdraw", {"reason": "a mistake"}),
        ("close", {"result": "satisfied"}),
    ):
        assert step(supervisor, sent, verb, **said)["status"] in {403, 409}
    lifting = step(supervisor, sent, "lifting", reason="a mistake")
    assert step(supervisor, lifting, "withdraw", reason="agreed")["status"] == 403
    lifted = step(officer, lifting, "withdraw", reason="agreed")
    assert (lifted["row"]["state"], lifted["row"]["stops_loading"]) == ("withdrawn", False)


def test_a_do_not_load_after_departure_is_refused_with_its_reason(
    sign_in: SignIn, box: str
) -> None:
    officer = sign_in("officer")
    assert not officer.get(f"/api/boxes/{box}/questions").json()["can_stop"]
    answer = officer.post(
        f"/api/boxes/{box}/requests", json={"kind": "do_not_load", "remark": "Keep it ashore."}
    )
    refused = step(officer, answer.json(), "propose")
    assert (refused["status"], refused["code"]) == (409, "request.loaded")
    assert "vessel left" in refused["message"]


def test_a_remark_that_tells_too_much_does_not_leave(sign_in: SignIn, vague: str) -> None:
    officer = sign_in("officer")
    for remark in ("Our watch list names you.", "Write to The Officer.", "It scored 0.87"):
        answer = officer.post(f"/api/boxes/{vague}/requests", json={"remark": remark})
        assert (answer.status_code, answer.json()["code"]) == (422, "request.tells-too-much")
    odd = officer.post(f"/api/boxes/{vague}/requests", json={"questions": ["prior/1"]})
    assert (odd.status_code, odd.json()["code"]) == (422, "request.invalid")


def test_a_filer_s_staff_read_and_answer_their_own(sign_in: SignIn, vague: str, node: Node) -> None:
    accounts = Accounts(node.ledger.engine)
    for name, subject in (("carl", "carrier/TSTL"), ("eve", "carrier/XXXX")):
        accounts.create(Account(name, name.title(), Role.FILER, "en", subject), PASSWORD)
    officer, carl, eve = sign_in("officer"), sign_in("carl"), sign_in("eve")
    talk = draft(officer, vague)
    name = talk["row"]["request_id"]  # type: ignore[index]
    assert carl.get("/api/portal/requests").json() == []
    step(officer, talk, "send")
    (own,) = carl.get("/api/portal/requests").json()
    assert (own["request_id"], own["reference"]) == (name, "BL8")
    assert eve.get("/api/portal/requests").json() == []
    assert eve.get(f"/api/portal/requests/{name}").status_code == 404
    assert carl.get(f"/api/requests/{name}").status_code == 403
    letter = carl.get(f"/api/portal/requests/{name}").json()["letter"]
    assert "GENERAL CARGO" in letter
    said = {
        "text": "See the packing list.",
        "attachment": {"name": "list.pdf", "content": b64encode(b"x" * 200_000).decode()},
    }
    assert eve.post(f"/api/portal/requests/{name}/answer", json=said).status_code == 404
    empty = carl.post(f"/api/portal/requests/{name}/answer", json={})
    assert empty.status_code == 422
    answered = carl.post(f"/api/portal/requests/{name}/answer", json=said).json()
    assert answered["answers"] == ["See the packing list."]
    shown = officer.get(f"/api/requests/{name}?lang=nl").json()
    assert shown["row"]["state"] == "assessed"
    assert shown["row"]["remaining"] > 0
    assert shown["steps"][-2]["enclosed"] == "list.pdf"
    again = step(officer, shown, "again")
    assert (again["row"]["state"], again["row"]["round"]) == ("drafted", 2)


def test_the_list_is_paged_and_filtered_and_every_look_is_noted(
    sign_in: SignIn, vague: str, box: str, node: Node
) -> None:
    officer = sign_in("officer")
    talk = draft(officer, vague)
    step(officer, talk, "send")
    officer.post(f"/api/boxes/{box}/requests", json={"kind": "information", "remark": "What?"})
    everything = officer.get("/api/requests").json()
    assert (everything["total"], everything["rows"][0]["state"]) == (2, "sent")
    assert officer.get("/api/requests?state=drafted").json()["total"] == 1
    assert officer.get("/api/requests?offset=1&limit=1").json()["rows"][0]["state"] == "drafted"
    assert officer.get("/api/requests?state=nonsense").status_code == 422
    before = node.ledger.counts().get("conversation.read", 0)
    officer.get(f"/api/requests/{talk['row']['request_id']}")  # type: ignore[index]
    assert node.ledger.counts()["conversation.read"] == before + 1
    assert officer.get("/api/requests/nothing").status_code == 404


def test_whoever_carries_fetches_and_notes_the_delivery(sign_in: SignIn, vague: str) -> None:
    officer, carrier = sign_in("officer"), sign_in("supervisor")
    step(officer, draft(officer, vague), "send")
    (parcel,) = carrier.get("/api/outbox").json()
    data = carrier.get(f"/api/outbox/{parcel['position']}")
    assert b"GENERAL CARGO" in data.content
    for _ in range(2):
        assert carrier.post(f"/api/outbox/{parcel['position']}/delivered").status_code == 204
    assert carrier.get("/api/outbox").json() == []


def test_the_service_makes_its_rounds_by_itself(sign_in: SignIn, vague: str, node: Node) -> None:
    officer = sign_in("officer")
    talk = step(officer, draft(officer, vague), "send")
    node.now = lambda: DAY + timedelta(hours=24)
    with officer:
        for _ in range(100):
            shown = officer.get("/api/requests?overdue=true").json()
            if shown["rows"] and shown["rows"][0]["escalated"]:
                break
    assert shown["rows"][0]["escalated"]
    assert shown["overdue"] == 1
    assert talk["status"] == 200
