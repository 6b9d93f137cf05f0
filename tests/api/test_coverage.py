"""A coverage is proposed by one supervisor, confirmed by another, and told beside the plan."""

from collections.abc import Callable
from typing import Any

from fastapi.testclient import TestClient

from quaywatch.alliance.accords import Topic
from quaywatch.node import Node
from quaywatch.node.coverage import NAME
from tests.api.access.steering import COVERAGE

SignIn = Callable[[str], TestClient]
AT = "/api/strategy/coverage"


def test_a_coverage_waits_for_a_second_person_who_can_give_it_back(sign_in: SignIn) -> None:
    sue = sign_in("supervisor")
    assert sue.get(AT).json() == {
        "accord": None,
        "in_force": None,
        "proposed": None,
        "covered": [],
    }
    made = sue.post(AT, json={"version": 0, "coverage": COVERAGE}).json()
    assert made["accord"]["stage"] == "proposed"
    assert made["proposed"]["cells"][0]["name"] == "EC/08"
    alone = sue.post(f"{AT}/confirm", json={"version": 1})
    assert (alone.status_code, alone.json()["code"]) == (403, "accord.four-eyes")
    back = sue.post(f"{AT}/return", json={"version": 1, "reason": "Too little."}).json()
    assert back["proposed"] is None
    assert back["accord"]["history"][-1]["reason"] == "Too little."


def test_what_is_in_force_is_shown_with_what_the_plan_gives_of_it(
    sign_in: SignIn, node: Node
) -> None:
    sue = sign_in("supervisor")
    sue.post(AT, json={"version": 0, "coverage": COVERAGE})
    node.allied.accords.confirm(Topic.COVERAGE, NAME, actor="tom", seen=1)
    sue.post("/api/plan")
    page: dict[str, Any] = sign_in("officer").get(AT).json()
    assert page["in_force"]["cells"][0]["share"] == 0.2
    assert page["accord"]["steps"] == []
    assert {one["stratum"] for one in page["covered"]} <= {"EC/08"}


def test_what_makes_no_sense_is_refused(sign_in: SignIn) -> None:
    sue = sign_in("supervisor")
    twice = {**COVERAGE, "cells": [*COVERAGE["cells"], *COVERAGE["cells"]]}  # type: ignore[misc]
    answer = sue.post(AT, json={"version": 0, "coverage": twice})
    assert (answer.status_code, answer.json()["code"]) == (422, "coverage.form")
    bad = {**COVERAGE, "port": "Antwerp"}
    assert sue.post(AT, json={"version": 0, "coverage": bad}).status_code == 422
    old = sue.post(AT, json={"version": 7, "coverage": COVERAGE})
    assert (old.status_code, old.json()["code"]) == (409, "accord.stale-version")


def test_an_allocation_becomes_a_coverage_that_can_be_proposed_as_it_is(sign_in: SignIn) -> None:
    sue = sign_in("supervisor")
    scenario = sue.get("/api/strategy/assumptions").json()["scenario"]
    asked = {"scenario": scenario, "port": "BEANR", "until": "2027-01-01"}
    made = sue.post(f"{AT}/of-plan", json=asked).json()
    cells = {cell["name"]: cell for cell in made["cells"]}
    fruit = cells["EC/07-08"]
    assert (fruit["countries"], fruit["chapters"], fruit["why"]) == (["EC"], ["07", "08"], "even")
    assert cells["MA/44-48"]["share"] < fruit["share"] < 1
    page = sue.post(AT, json={"version": 0, "coverage": made}).json()
    assert page["proposed"] == made
    unknown = sue.post(f"{AT}/of-plan", json={**asked, "port": "XXXXX"})
    assert (unknown.status_code, unknown.json()["code"]) == (404, "not-found")
