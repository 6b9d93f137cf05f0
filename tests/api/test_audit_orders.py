"""An audit is ordered by one person from the planner's answer, and confirmed by another."""

from collections.abc import Callable

from fastapi.testclient import TestClient

from quaywatch.alliance.accords import Topic
from quaywatch.node import Node
from tests.api.access.steering import AUDIT_ORDER, OF_PLAN

SignIn = Callable[[str], TestClient]
AT = "/api/strategy/audits/orders"


def test_an_answer_of_the_planner_becomes_an_order_of_one_port_by_strata(sign_in: SignIn) -> None:
    made = sign_in("coordinator").post(f"{AT}/of-plan", json=OF_PLAN).json()
    risky, rest = made["strata"]
    assert (risky["ports"], risky["countries"], rest["countries"]) == (["BEANR"], ["EC"], [])
    plan = sign_in("coordinator").post("/api/strategy/audits/plan", json={}).json()
    needs = next(one for one in plan["needs"] if one["way"] == "stratified")
    assert risky["looks"] + rest["looks"] == needs["openings"]
    assert all(one["openings"] == one["looks"] for one in made["strata"])


def test_what_no_number_tells_cannot_be_ordered(sign_in: SignIn) -> None:
    late = {**OF_PLAN, "question": "flow-changed", "way": "only-after"}
    answer = sign_in("coordinator").post(f"{AT}/of-plan", json=late)
    assert (answer.status_code, answer.json()["code"]) == (422, "audit-order.form")


def test_an_order_waits_for_a_second_person(sign_in: SignIn, node: Node) -> None:
    ann = sign_in("coordinator")
    (one,) = ann.post(AT, json={"version": 0, "order": AUDIT_ORDER}).json()["orders"]
    assert (one["accord"]["stage"], "confirm" in one["accord"]["steps"]) == ("proposed", False)
    alone = ann.post(f"{AT}/flow/confirm", json={"version": 1})
    assert (alone.status_code, alone.json()["code"]) == (403, "accord.four-eyes")
    node.allied.accords.confirm(Topic.AUDIT, "flow", actor="tom", seen=1)
    told = sign_in("officer").get(AT).json()
    assert told["may"] is False
    assert told["orders"][0]["accord"]["stage"] == "in_force"
    assert told["orders"][0]["strata"][0]["left"] == 50


def test_an_order_that_contradicts_itself_is_refused_and_nothing_is_kept(sign_in: SignIn) -> None:
    ann = sign_in("coordinator")
    bad = {**AUDIT_ORDER, "until": "2026-01-01"}
    answer = ann.post(AT, json={"version": 0, "order": bad})
    assert (answer.status_code, answer.json()["code"]) == (422, "audit-order.form")
    assert ann.get(AT).json()["orders"] == []
