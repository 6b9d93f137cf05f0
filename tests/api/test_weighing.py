"""Who gains what, the worst case, whole scanners and the standard: over a supposed world."""

import time
from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

SignIn = Callable[[str], TestClient]
AT = "/api/strategy/allocation"


@pytest.fixture
def supposed(sign_in: SignIn) -> tuple[TestClient, dict[str, Any]]:
    """Four ports with two routes and two sorts of goods."""
    client = sign_in("analyst")
    scenario = client.get("/api/strategy/assumptions").json()["scenario"]
    cut = {name: scenario[name][:2] for name in ("routes", "goods")}
    return client, {**scenario, **cut, "ports": scenario["ports"][:4]}


def answered(client: TestClient, way: str, body: dict[str, Any]) -> dict[str, Any]:
    for _ in range(300):
        answer = client.post(f"{AT}/{way}", json=body).json()
        if answer[way] is not None:
            return answer[way]
        time.sleep(0.1)
    raise AssertionError(way)


def test_the_split_leaves_nobody_worse_off_and_sums_up(
    supposed: tuple[TestClient, dict[str, Any]],
) -> None:
    client, scenario = supposed
    made = answered(client, "split", scenario)
    ports = made["ports"]
    assert made["worth"] > 0
    assert made["nobody_worse"]
    assert all(one["part"] >= -1e-12 for one in ports)
    assert sum(one["part"] for one in ports) == pytest.approx(made["worth"])
    assert sum(one["transfer"] for one in ports) == pytest.approx(0, abs=1e-9)
    for one in ports:
        assert one["alone"] - one["together"] + one["transfer"] == pytest.approx(one["part"])


def test_the_plan_for_the_worst_case_beats_the_usual_one_there_and_nothing_beats_it(
    supposed: tuple[TestClient, dict[str, Any]],
) -> None:
    client, scenario = supposed
    made = answered(client, "worst", {"scenario": scenario})
    assert len(made["cases"]) == 8
    assert made["worst"] == pytest.approx(max(one["arriving"] for one in made["cases"]))
    assert made["bound"] <= made["worst"] + 1e-12
    assert made["worst"] - made["bound"] < 1e-4
    assert made["worst"] <= made["usual_worst"] + 1e-9
    assert sum(one["weight"] for one in made["cases"]) == pytest.approx(1)
    as_is = {"low": scenario["rationality"], "high": scenario["rationality"]}
    none = {"low": 1, "high": 1}
    ranges = {"rationality": as_is, "gain": none, "detection": none}
    one = answered(client, "worst", {"scenario": scenario, **ranges})
    plan = client.post(AT, json={"scenario": scenario}).json()
    assert one["cases"][0]["usual"] == pytest.approx(plan["arriving"], rel=1e-9)
    assert one["worst"] == pytest.approx(plan["arriving"], rel=1e-6)


@pytest.mark.parametrize("rationality", [0.0, 0.5])
def test_whole_scanners_go_where_they_leave_least(
    supposed: tuple[TestClient, dict[str, Any]], rationality: float
) -> None:
    client, scenario = supposed
    body = {"scenario": {**scenario, "rationality": rationality}, "scanners": 5, "minutes": 60_000}
    made = client.post(f"{AT}/scanners", json=body).json()
    assert sum(made["given"].values()) == 5
    assert made["bound"] <= made["reached"] <= made["before"]
    ports = [{**one, "member": place > 0} for place, one in enumerate(scenario["ports"])]
    apart = client.post(f"{AT}/scanners", json={**body, "scenario": {**scenario, "ports": ports}})
    assert (apart.status_code, apart.json()["code"]) == (422, "scenario.wrong")
    assert scenario["ports"][0]["port"] in apart.text


def test_the_standard_counts_only_where_the_scenario_says_so(
    supposed: tuple[TestClient, dict[str, Any]],
) -> None:
    client, scenario = supposed

    def arriving(met: float, standard: str | None) -> float:
        ports = [{**one, "met": met} for one in scenario["ports"]]
        asked = {**scenario, "ports": ports, "standard": standard}
        return client.post(AT, json={"scenario": asked}).json()["arriving"]

    assert arriving(0.0, None) == arriving(1.0, None)
    assert arriving(1.0, "likely") < arriving(0.5, "likely") < arriving(0.0, "likely")
    assert arriving(0.0, "high") > arriving(0.0, "likely")


def test_a_port_may_have_a_floor_of_its_own(supposed: tuple[TestClient, dict[str, Any]]) -> None:
    client, scenario = supposed
    ports = [{**scenario["ports"][0], "floor": 0.05}, *scenario["ports"][1:]]
    body = {"scenario": {**scenario, "ports": ports}, "how": "floors"}
    covered = [one["covered"] for one in client.post(AT, json=body).json()["ports"]]
    assert covered[0] > 0.05 * 0.99
    assert covered[1:] == [0.0, 0.0, 0.0]
