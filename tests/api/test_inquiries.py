"""Requests to partners over HTTP: two people, a limit, and a reason where nothing may go."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

from quaywatch.node import Description, Node
from tests.api.access.allies import QUESTION
from tests.api.test_alliance import ok, settled

SignIn = Callable[[str], TestClient]
AT = "/api/alliance/inquiries"


@pytest.fixture(autouse=True)
def _named(node: Node) -> None:
    node.describe(Description(name="Antwerp", node="antwerp.example"))


def written(sign_in: SignIn) -> Any:
    body = {"version": 0, "question": QUESTION}
    return ok(sign_in("officer").post(AT, json=body))


def test_a_request_is_sent_by_somebody_who_did_not_write_it(sign_in: SignIn) -> None:
    settled(sign_in, categories=["core", "cargo", "party", "case"])
    made = written(sign_in)
    assert made["steps"] == ["rewrite", "close"]
    path = f"{AT}/{made['line']['id']}"
    assert "send" in ok(sign_in("supervisor").get(path))["steps"]
    sent = ok(sign_in("supervisor").post(f"{path}/send", json={"version": 1}))
    assert sent["line"]["stage"] == "waiting"
    assert sent["line"]["due_at"]
    assert [entry["kind"] for entry in sent["history"]] == ["drafted", "sent"]
    listed = ok(sign_in("officer").get(AT))
    assert (len(listed["lines"]), listed["late"]) == (1, 0)


def test_who_wrote_it_does_not_send_it(sign_in: SignIn) -> None:
    settled(sign_in)
    made = ok(sign_in("liaison").post(AT, json={"version": 0, "question": QUESTION}))
    path = f"{AT}/{made['line']['id']}/send"
    refused = sign_in("liaison").post(path, json={"version": 1})
    assert (refused.status_code, refused.json()["code"]) == (403, "inquiry.four-eyes")


def test_what_the_policy_lets_nothing_of_go_says_by_which_rule(sign_in: SignIn) -> None:
    settled(sign_in, categories=["cargo"])
    path = f"{AT}/{written(sign_in)['line']['id']}/send"
    refused = sign_in("supervisor").post(path, json={"version": 1})
    assert (refused.status_code, refused.json()["code"]) == (409, "inquiry.not-let-out")
    assert "default-deny" in refused.json()["message"]


def test_nobody_acts_on_an_old_sight(sign_in: SignIn) -> None:
    settled(sign_in)
    path = f"{AT}/{written(sign_in)['line']['id']}/close"
    refused = sign_in("officer").post(path, json={"version": 7, "reason": "solved"})
    assert (refused.status_code, refused.json()["code"]) == (409, "inquiry.stale-version")
