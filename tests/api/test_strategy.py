"""What is known of the ports together, as it crosses the border."""

from collections.abc import Callable
from typing import Any

import pytest
from fastapi.testclient import TestClient

SignIn = Callable[[str], TestClient]


@pytest.fixture
def known(sign_in: SignIn) -> dict[str, Any]:
    return sign_in("coordinator").get("/api/strategy/figures").json()


def test_every_figure_that_is_shown_leads_to_its_source(known: dict[str, Any]) -> None:
    figures = known["figures"]
    assert len(figures) >= 150
    assert [one["id"] for one in figures] == list(range(len(figures)))
    assert all(one["source"] and known["definitions"][one["definition"]] for one in figures)
    shown = [lines for year in known["years"] for lines in year["said"].values()]
    assert shown
    assert all(0 <= line < len(figures) for lines in shown for line in lines)


def test_antwerps_fall_of_2024_is_one_of_size(known: dict[str, Any]) -> None:
    found = next(one for one in known["changes"] if (one["port"], one["year"]) == ("BEANR", 2024))
    values = [known["figures"][line]["value"] for line in found["figures"]]
    assert values == [116_000, 124, 44_000, 136]
    assert found["mass_log"] == pytest.approx(found["count_log"] + found["size_log"])
    assert found["count_log"] > 0
    assert found["count_p"] > 0.4


def test_a_mass_of_which_the_number_is_known_has_a_mean(known: dict[str, Any]) -> None:
    year = next(one for one in known["years"] if (one["port"], one["year"]) == ("BEANR", 2023))
    assert year["mean_kg"] == pytest.approx(116_000 / 124)
    assert len(year["said"]["cocaine_kg"]) >= 3  # 116, 121 and more than 120 t stand side by side


def test_where_sources_differ_all_are_named(known: dict[str, Any]) -> None:
    figures = known["figures"]
    for one in known["disagreements"]:
        said = [figures[line] for line in one["figures"]]
        assert len({each["value"] for each in said}) > 1
        assert len({(each["place"], each["quantity"], each["first"]) for each in said}) == 1
        assert one["why"]


def test_every_port_with_figures_lies_somewhere(known: dict[str, Any]) -> None:
    assert {one["port"] for one in known["years"]} <= {one["port"] for one in known["places"]}


@pytest.fixture
def supposed(sign_in: SignIn) -> tuple[TestClient, dict[str, Any]]:
    client = sign_in("analyst")
    return client, client.get("/api/strategy/assumptions").json()["scenario"]


def test_a_plan_comes_with_what_proves_it(supposed: tuple[TestClient, dict[str, Any]]) -> None:
    client, scenario = supposed
    made = client.post("/api/strategy/allocation", json={"scenario": scenario}).json()
    assert made["proof"] == "bound"
    assert 0 <= made["gap"] < 1e-9
    assert sum(one["chosen"] for one in made["ports"]) <= 1
    assert made["streams"][0]["chosen"] >= made["streams"][-1]["chosen"] > 0
    spent, has = (sum(one[each] for one in made["ports"]) for each in ("minutes", "has"))
    assert spent <= has * (1 + 1e-9)


def test_who_leaves_is_told_with_reasons(supposed: tuple[TestClient, dict[str, Any]]) -> None:
    client, scenario = supposed
    asked = {"scenario": scenario, "port": "NLRTM", "change": "leaves"}
    found = client.post("/api/strategy/allocation/change", json=asked).json()
    assert found["reasons"][0]["code"] == "more_arrives"
    assert {one["port"] for one in found["after"]["ports"] if not one["member"]} == {"NLRTM"}
    asked["port"] = "XXXXX"
    assert client.post("/api/strategy/allocation/change", json=asked).status_code == 404


def test_each_stratum_says_why(supposed: tuple[TestClient, dict[str, Any]]) -> None:
    client, scenario = supposed
    asked = {"scenario": scenario, "port": "BEANR"}
    rows = client.post("/api/strategy/allocation/rows", json=asked).json()
    assert len(rows) == len(scenario["routes"]) * len(scenario["goods"])
    assert {one["because"] for one in rows} <= {"floor", "even", "ceiling"}


def test_a_world_that_contradicts_itself_is_refused(
    supposed: tuple[TestClient, dict[str, Any]],
) -> None:
    client, scenario = supposed
    wrong = scenario | {"open_minutes": 1}
    answer = client.post("/api/strategy/allocation", json={"scenario": wrong})
    assert (answer.status_code, answer.json()["code"]) == (422, "scenario.wrong")
    assert "opening" in answer.json()["message"]


def test_a_scenario_is_shared_by_its_name(
    supposed: tuple[TestClient, dict[str, Any]], sign_in: SignIn
) -> None:
    client, scenario = supposed
    body = {"version": 0, "title": "Dear loads", "scenario": scenario | {"gain": 28}}
    assert client.put("/api/strategy/scenarios/dear-loads", json=body).status_code == 200
    other = sign_in("coordinator")
    found = other.get("/api/strategy/scenarios/dear-loads").json()
    assert (found["by"], found["scenario"]["gain"]) == ("analyst", 28)
    again = other.put("/api/strategy/scenarios/dear-loads", json=body)
    assert (again.status_code, again.json()["code"]) == (409, "scenario.stale-version")
    wrong = body | {"scenario": scenario | {"open_minutes": 1}}
    assert other.put("/api/strategy/scenarios/other", json=wrong).status_code == 422


@pytest.mark.parametrize("language", ["en", "fr", "nl", "es"])
def test_the_report_is_there_on_paper_and_as_a_page_in_each_language(
    sign_in: SignIn, language: str
) -> None:
    client = sign_in("coordinator")
    at = f"/api/strategy/report?lang={language}"
    page = client.get(f"{at}&form=html")
    assert page.status_code == 200
    assert f'<html lang="{language}">' in page.text
    assert "218" in page.text
    assert "{" not in page.text.partition("</style>")[2]
    assert client.get(f"{at}&form=pdf").content.startswith(b"%PDF")
