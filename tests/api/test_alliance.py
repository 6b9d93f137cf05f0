"""Sharing over HTTP: two people, a dry run, and a reason for everything that did not go."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from quaywatch.alliance.policy import Policy
from quaywatch.node import Description, Node
from tests.api.access.allies import AGREEMENT, INDICATOR, STANDING
from tests.api.access.common import HANDLING
from tests.node.allied.allies import find

SignIn = Callable[[str], TestClient]


@pytest.fixture(autouse=True)
def _named(node: Node) -> None:
    node.describe(Description(name="Antwerp", node="antwerp.example"))


def ok(answer: Any) -> Any:
    assert answer.status_code == 200, answer.text
    return answer.json()


def settled(sign_in: SignIn, **more: object) -> None:
    said = {**AGREEMENT, "categories": ["core", "cargo"], **more}
    body = {"version": 0, "agreement": said}
    made = ok(sign_in("liaison").post("/api/alliance/partners", json=body))
    assert made["accord"]["stage"] == "proposed"
    assert "confirm" not in made["accord"]["steps"]
    path = f"/api/alliance/partners/{said['node']}/confirm"
    refused = sign_in("liaison").post(path, json={"version": 1})
    assert (refused.status_code, refused.json()["code"]) == (403, "accord.four-eyes")
    made = ok(sign_in("supervisor").post(path, json={"version": 1}))
    assert made["accord"]["stage"] == "in_force"


def test_a_find_is_put_forward_confirmed_and_explained(
    sign_in: SignIn, node: Node, box: str
) -> None:
    settled(sign_in)
    find(node, box)
    officer, supervisor = sign_in("officer"), sign_in("supervisor")
    made = ok(officer.post(f"/api/alliance/finds/{box}", json={"handling": HANDLING}))
    (dry,) = made["audience"]
    assert dry["goes"]
    assert "containers" in dry["fields"]
    assert "consignee" in dry["withheld"]
    rules = {rule for one in dry["decisions"] for rule in one["rules"]}
    assert rules == {"agreement", "default-deny"}
    name = made["accord"]["name"]
    assert ok(officer.get("/api/alliance"))["waiting"]["notice"] == 1
    ok(supervisor.post(f"/api/alliance/publications/{name}/confirm", json={"version": 1}))
    page = ok(supervisor.get(f"/api/alliance/notices/antwerp.example/{name}"))
    assert page["line"]["own"]
    assert [look["actor"] for look in page["looks"]] == ["supervisor"]
    (went,) = page["egress"]
    assert (went["partner"], went["allowed"], went["way"]) == ("rotterdam.example", True, "")
    assert ok(supervisor.get("/api/alliance/egress"))["lines"] == [went]


def test_what_nothing_was_found_in_is_not_shared(sign_in: SignIn, box: str) -> None:
    answer = sign_in("officer").post(f"/api/alliance/finds/{box}", json={"handling": HANDLING})
    assert (answer.status_code, answer.json()["code"]) == (422, "alliance.form")


def test_what_is_no_notice_is_refused_with_its_place(sign_in: SignIn) -> None:
    body = {**INDICATOR, "body": {"kind": "indicator", "what": "colour", "value": "red"}}
    answer = sign_in("officer").post("/api/alliance/notices", json=body)
    assert answer.status_code == 422
    assert "colour" in answer.json()["message"]


def test_a_policy_is_tried_before_it_is_proposed(sign_in: SignIn, node: Node, box: str) -> None:
    settled(sign_in)
    find(node, box)
    officer, liaison = sign_in("officer"), sign_in("liaison")
    name = ok(officer.post(f"/api/alliance/finds/{box}", json={"handling": HANDLING}))["accord"][
        "name"
    ]
    ok(liaison.post(f"/api/alliance/publications/{name}/confirm", json={"version": 1}))
    page = ok(liaison.get("/api/alliance/policy"))
    assert page["digest"] == Policy.default().digest
    assert all(one["passed"] for one in page["trials"])
    strict = page["text"] + '\n@id("closed") forbid (principal, action, resource);\n'
    look = ok(liaison.post("/api/alliance/policy/look", json={"text": strict}))
    assert not all(one["passed"] for one in look["trials"])
    (change,) = look["changes"]
    assert (change["went"], change["goes"]) == (True, False)
    assert "closed" in change["rules"]
    wrong = ok(liaison.post("/api/alliance/policy/look", json={"text": "permit (x"}))
    assert wrong["problem"]
    refused = liaison.post("/api/alliance/policy", json={"version": 0, "policy": {"text": strict}})
    assert (refused.status_code, refused.json()["code"]) == (422, "alliance.policy")


def test_a_standing_order_is_proposed_and_ended(sign_in: SignIn) -> None:
    liaison, supervisor = sign_in("liaison"), sign_in("supervisor")
    ok(liaison.post("/api/alliance/standing", json={"version": 0, "order": STANDING}))
    made = ok(supervisor.post("/api/alliance/standing/finds/confirm", json={"version": 1}))
    assert made["in_force"]["audience"] == ["rotterdam.example"]
    ended = ok(
        liaison.post("/api/alliance/standing/finds/end", json={"version": 2, "reason": "Done."})
    )
    assert ended["accord"]["stage"] == "ended"
    late = liaison.post("/api/alliance/standing", json={"version": 3, "order": STANDING})
    assert (late.status_code, late.json()["code"]) == (409, "accord.ended")


def test_a_find_is_printed_on_the_form_in_the_readers_language_and_the_look_is_kept(
    sign_in: SignIn, node: Node, box: str
) -> None:
    settled(sign_in)
    find(node, box)
    officer, supervisor = sign_in("officer"), sign_in("supervisor")
    made = ok(officer.post(f"/api/alliance/finds/{box}", json={"handling": HANDLING}))
    name = made["accord"]["name"]
    ok(supervisor.post(f"/api/alliance/publications/{name}/confirm", json={"version": 1}))
    at = f"/api/alliance/notices/antwerp.example/{name}"
    page = officer.get(f"{at}/form?format=html&lang=nl")
    assert "Verslag van inbeslagname" in page.text
    assert officer.get(f"{at}/form").content[:5] == b"%PDF-"
    table = officer.get(f"{at}/form?format=csv")
    assert ",seizure,cocaine," in table.text.splitlines()[1]
    assert officer.get(f"{at}/form?format=xlsx").content[:2] == b"PK"
    assert officer.get(f"{at}/form?format=doc").status_code == 422
    looks = ok(supervisor.get(at))["looks"]
    assert [look["actor"] for look in looks].count("officer") == 4


def test_there_is_a_form_for_what_forms_are_made_for_and_for_nothing_else(
    sign_in: SignIn, node: Node
) -> None:
    officer, supervisor = sign_in("officer"), sign_in("supervisor")
    feedback = {
        "kind": "feedback",
        "of": "seizure/25d4ef1e-6b82-52e8-aa48-d56dc823377a",
        "verdict": "nothing",
    }
    made = officer.post("/api/alliance/notices", json={**INDICATOR, "body": feedback})
    name = ok(made)["accord"]["name"]
    ok(supervisor.post(f"/api/alliance/publications/{name}/confirm", json={"version": 1}))
    refused = officer.get(f"/api/alliance/notices/antwerp.example/{name}/form")
    assert (refused.status_code, refused.json()["code"]) == (422, "alliance.no-form")
