"""Models over HTTP: a data scientist trains and proposes, a supervisor approves."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from quaywatch.node import Node
from tests.node.making import DAY
from tests.node.teaching import taught

SignIn = Callable[[str], TestClient]


@pytest.fixture
def scientist(node: Node, sign_in: SignIn) -> TestClient:
    """A data scientist at a node that has inspections behind it."""
    taught(node, first=100)
    return sign_in("analyst")


def trained(client: TestClient, **more: str) -> dict:
    answer = client.post("/api/models", json={"kind": "additive", **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


def step(client: TestClient, model: dict, name: str, **more: str) -> dict:
    body = {"version": model["row"]["version"], **more}
    answer = client.post(f"/api/models/{model['row']['model_id']}/{name}", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def proposed(client: TestClient) -> dict:
    model = trained(client)
    for name in ("shadow", "backtest", "propose"):
        model = step(client, model, name)
    return model


def test_a_model_is_trained_tried_and_put_in_force_in_an_afternoon(
    scientist: TestClient, sign_in: SignIn
) -> None:
    model = proposed(scientist)
    assert model["row"]["stage"] == "proposed"
    assert model["trial"]["model"]["low"] <= model["trial"]["model"]["value"]
    assert "20 finds in 40 inspected consignments" in model["card"]
    told = {each["step"]: each["refusal"] for each in model["next"]}
    assert told == {"approve": "permission", "return": "permission", "withdraw": None}
    live = step(sign_in("supervisor"), model, "approve")
    assert (live["row"]["stage"], live["row"]["number"]) == ("live", 1)
    assert [each["kind"] for each in live["steps"]][-1] == "approved"
    (row,) = scientist.get("/api/models").json()["rows"]
    assert row["trained_by"] == ["analyst"]
    assert row["approved_by"] == "supervisor"


def test_its_seal_its_drift_and_its_ranking_can_be_asked_for(scientist: TestClient) -> None:
    model = step(scientist, trained(scientist), "shadow")
    where = f"/api/models/{model['row']['model_id']}"
    assert scientist.get(f"{where}/seal").json() == {"fault": ""}
    drift = {each["name"]: each for each in scientist.get(f"{where}/drift").json()}
    assert drift["score"]["level"] == "steady"
    assert "port_of_loading" in drift
    found = scientist.get(f"{where}/shadow").json()
    assert found["listed"] == found["scored"] + 1 == 63
    assert found["shared"] == found["first"] == 63


def test_where_nothing_can_be_learned_that_is_said(sign_in: SignIn) -> None:
    answer = sign_in("analyst").post("/api/models", json={"kind": "additive"})
    assert (answer.status_code, answer.json()["code"]) == (422, "model.too-little")


def test_a_model_can_be_of_what_was_known_then(scientist: TestClient) -> None:
    until = DAY - timedelta(days=20)
    assert trained(scientist, until=until.isoformat())["row"]["inspected"] == 21


def test_a_model_is_given_back_with_a_reason(scientist: TestClient, sign_in: SignIn) -> None:
    model = step(sign_in("supervisor"), proposed(scientist), "return", reason="Too few finds.")
    assert model["row"]["stage"] == "trained"
    assert model["steps"][-1]["reason"] == "Too few finds."


def test_a_model_in_force_is_withdrawn_by_a_supervisor_after_somebody_else_proposed_that(
    scientist: TestClient, sign_in: SignIn
) -> None:
    supervisor = sign_in("supervisor")
    model = step(supervisor, proposed(scientist), "approve")
    where = f"/api/models/{model['row']['model_id']}"
    body = {"version": model["row"]["version"]}
    assert supervisor.post(f"{where}/withdraw", json=body).json()["code"] == "model.four-eyes"
    model = step(scientist, model, "withdrawal", reason="It drifts.")
    body = {"version": model["row"]["version"]}
    assert scientist.post(f"{where}/withdraw", json=body).status_code == 403
    assert step(supervisor, model, "withdraw")["row"]["stage"] == "withdrawn"


def test_an_old_sight_and_an_unknown_model_are_refused(scientist: TestClient) -> None:
    model = trained(scientist)
    where = f"/api/models/{model['row']['model_id']}"
    answer = scientist.post(f"{where}/shadow", json={"version": 7})
    assert (answer.status_code, answer.json()["code"]) == (409, "model.stale-version")
    assert scientist.get("/api/models/none").status_code == 404
