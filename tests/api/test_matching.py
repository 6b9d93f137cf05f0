"""Matching without showing over HTTP: terms by two people, what is read is on the ledger."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from quaywatch.node import Description, Node
from tests.api.access.allies import INDICATOR, TERMS
from tests.api.test_alliance import settled

SignIn = Callable[[str], TestClient]
AT = "/api/alliance/matching"


@pytest.fixture(autouse=True)
def _named(node: Node) -> None:
    node.describe(Description(name="Antwerp", node="antwerp.example"))


def ok(answer: Any) -> Any:
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_terms_come_into_force_by_two_people_and_say_what_each_side_learns(
    sign_in: SignIn,
) -> None:
    settled(sign_in)
    liaison, supervisor = sign_in("liaison"), sign_in("supervisor")
    ok(liaison.post(f"{AT}/terms", json={"version": 0, "terms": TERMS}))
    alone = liaison.post(f"{AT}/terms/rotterdam.example/confirm", json={"version": 1})
    assert (alone.status_code, alone.json()["code"]) == (403, "accord.four-eyes")
    made = ok(supervisor.post(f"{AT}/terms/rotterdam.example/confirm", json={"version": 1}))
    assert made["in_force"]["they_ask"] == ["risk_analysis"]
    (budget,) = made["budgets"]
    assert (budget["asked_today"], budget["left_today"]) == (0, 20000)
    page = ok(supervisor.get(AT))
    assert "which" in page["items"]["asker"]
    assert "how_many" in page["counts"]["asker"]
    assert "red" in page["items"]["never"]
    assert ok(supervisor.get("/api/alliance"))["waiting"]["matching"] == 0


def test_what_is_held_for_matching_goes_to_nobody(sign_in: SignIn, node: Node) -> None:
    settled(sign_in)
    officer, supervisor = sign_in("officer"), sign_in("supervisor")
    made = ok(officer.post("/api/alliance/notices", json={**INDICATOR, "match_only": True}))
    assert made["proposed"]["match_only"]
    name = made["accord"]["name"]
    ok(supervisor.post(f"/api/alliance/publications/{name}/confirm", json={"version": 1}))
    assert ok(supervisor.get(AT))["held"] == 1
    assert node.allied.went() == []


def test_a_match_that_nobody_found_is_not_there(sign_in: SignIn) -> None:
    answer = sign_in("officer").post(f"{AT}/hits/none/confirm", json={"reason": "So."})
    assert (answer.status_code, answer.json()["code"]) == (409, "matching.not-now")
