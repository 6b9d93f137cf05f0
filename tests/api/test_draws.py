"""A draw over HTTP: values stay with people until the freeze, and nobody counts twice."""

from collections.abc import Callable
from datetime import timedelta

import msgspec
from fastapi.testclient import TestClient

from quaywatch.cargo import Movement, MovementKind
from quaywatch.inspections import drawing
from quaywatch.node import Node
from tests.node.making import DAY, NUMBERS, consignment, filing, movement

VALUE = "0123456789abcdef01"
DRAW = f"/api/draws/{DAY.date()}"


def seal(client: TestClient, value: str = VALUE) -> dict[str, object]:
    """Seal a value for today."""
    draw = client.get(DRAW).json()
    given = drawing.sealed(draw["name"], value)
    answer = client.post(f"{DRAW}/seal", json={"version": draw["version"], "seal": given})
    return {"status": answer.status_code, **answer.json()}


def test_two_officers_and_a_planner_draw_a_day(
    sign_in: Callable[[str], TestClient], node: Node
) -> None:
    node.intake(filing(consignment("BL1", NUMBERS[:3])))
    officer, analyst, supervisor = (sign_in(r) for r in ("officer", "analyst", "supervisor"))
    assert supervisor.post(f"{DRAW}/commit", json={}).json()["stage"] == "committed"
    assert seal(officer)["status"] == 200
    assert seal(officer, "another value, long enough")["code"] == "draw.twice"
    assert seal(analyst)["code"] == "draw.twice"
    assert seal(analyst, "a value of the analyst")["status"] == 200
    assert supervisor.post("/api/plan").json()["made"] is False
    draw = officer.get(DRAW).json()
    assert (draw["stage"], draw["seed"]) == ("frozen", "")
    wrong = {"version": draw["version"], "value": "not what was sealed"}
    refused = officer.post(f"{DRAW}/open", json=wrong)
    assert (refused.status_code, refused.json()["code"]) == (403, "draw.not-yours")
    officer.post(f"{DRAW}/open", json={"version": draw["version"], "value": VALUE})
    version = analyst.get(DRAW).json()["version"]
    last = {"version": version, "value": "a value of the analyst"}
    done = analyst.post(f"{DRAW}/open", json=last).json()
    assert (done["stage"], done["strength"]) == ("drawn", "persons")
    assert supervisor.get("/api/plan").json()["made"] is True
    assert officer.get(f"{DRAW}/verification").json() == {"holds": True, "differences": []}
    sheet = officer.get(f"{DRAW}/sheet")
    assert "attachment" in sheet.headers["content-disposition"]
    assert drawing.verify(sheet.content) == []


def test_a_supervisor_names_a_beacons_round_that_is_to_come(
    sign_in: Callable[[str], TestClient],
) -> None:
    supervisor = sign_in("supervisor")
    later = f"/api/draws/{(DAY + timedelta(days=9)).date()}/commit"
    at = (DAY + timedelta(days=9)).isoformat()
    unsaid = supervisor.post(later, json={"beacon": "drand"})
    assert (unsaid.status_code, unsaid.json()["code"]) == (422, "draw.form")
    past = supervisor.post(f"{DRAW}/commit", json={"beacon": "drand", "at": "2026-01-01T05:00Z"})
    assert (past.status_code, past.json()["code"]) == (409, "draw.too-soon")
    draw = supervisor.post(later, json={"beacon": "drand", "at": at}).json()
    assert draw["beacon"]["value"] == ""
    assert draw["beacon"]["record"].endswith(draw["beacon"]["round"])


def test_no_value_is_told_before_the_lots_have_fallen(
    sign_in: Callable[[str], TestClient], node: Node
) -> None:
    officer, supervisor = sign_in("officer"), sign_in("supervisor")
    supervisor.post(f"{DRAW}/commit", json={})
    seal(officer)
    node.draws.seal(DAY.date(), "ab" * 32, actor="zoe", seen=2)
    supervisor.post("/api/plan")
    draw = officer.get(DRAW).json()
    officer.post(f"{DRAW}/open", json={"version": draw["version"], "value": VALUE})
    told = msgspec.json.encode(supervisor.get(DRAW).json())
    assert VALUE.encode() not in told
    assert supervisor.get(f"{DRAW}/sheet").status_code == 404


def test_the_plans_of_a_day_stand_there_each_with_what_it_was_made_for(
    sign_in: Callable[[str], TestClient], node: Node
) -> None:
    def leaves(number: str) -> Movement:
        return movement(number, MovementKind.GATE_OUT, DAY + timedelta(days=2), "planned")

    first, second = (consignment(n, (n,), arrival=DAY) for n in NUMBERS[:2])
    node.intake(filing(first, movements=(leaves(NUMBERS[0]),)))
    officer, supervisor = sign_in("officer"), sign_in("supervisor")
    assert supervisor.post("/api/plan").json()["draw"] == 1
    node.intake(filing(second, movements=(leaves(NUMBERS[1]),), reference="M2"))
    assert supervisor.post("/api/plan").json()["draw"] == 2
    one, two = officer.get(f"{DRAW}/plans").json()
    assert (one["number"], one["change"], one["what"]) == (1, None, "")
    assert (two["number"], two["change"], two["what"]) == (2, "filing", "M2")
    assert two["kept"] + two["drawn"] + two["withdrawn"] >= one["drawn"]
    assert officer.get(DRAW).json()["number"] == 2
    assert officer.get(f"{DRAW}?number=3").json()["stage"] == "committed"
    for number in (1, 2):
        sheet = officer.get(f"{DRAW}/sheet?number={number}")
        assert drawing.verify(sheet.content) == []
        assert f"{DAY.date()}-{number}.json" in sheet.headers["content-disposition"]
    assert officer.get(f"{DRAW}/sheet?number=3").status_code == 404
    assert officer.get(f"{DRAW}/verification").json()["holds"]
