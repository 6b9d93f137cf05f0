"""Officers write, try, approve and end risk profiles."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from fastapi.testclient import TestClient

from quaywatch.cargo import MovementKind
from quaywatch.node import Node
from tests.api.profile_texts import text
from tests.node.making import DAY, NUMBERS, consignment, filing, movement

SignIn = Callable[[str], TestClient]


def drafted(client: TestClient, version: int = 0, **more: object) -> dict:
    answer = client.post("/api/profiles", json={"version": version, "profile": text(**more)})
    assert answer.status_code == 200, answer.text
    return answer.json()


def step(client: TestClient, name: str, version: int, **more: object) -> dict:
    answer = client.post(f"/api/profiles/mine/{name}", json={"version": version, **more})
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_profile_is_written_tried_and_watched(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    shown = drafted(officer)
    assert (shown["row"]["stage"], shown["row"]["written_by"]) == ("drafted", ["officer"])
    assert shown["text"]["tests"] == [
        {"findings": [], "equipment": [], "sections": {}, **each} for each in text()["tests"]
    ]
    for name in ("examine", "backtest", "shadow"):
        shown = step(officer, name, shown["row"]["version"])
    assert (shown["row"]["stage"], shown["row"]["met"], shown["row"]["counts"]) == (
        "shadow",
        2,
        False,
    )
    assert [each["kind"] for each in shown["steps"]] == [
        "drafted",
        "examined",
        "backtested",
        "shadowed",
    ]
    assert officer.get("/api/profiles").json()["rows"] == [shown["row"]]
    assert officer.get("/api/profiles/mine/worth").json() is None


def test_refusals_say_why(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    version = drafted(officer)["row"]["version"]
    early = officer.post("/api/profiles/mine/propose", json={"version": version})
    assert (early.status_code, early.json()["code"]) == (409, "profile.wrong-stage")
    stale = officer.post("/api/profiles/mine/examine", json={"version": 9})
    assert (stale.status_code, stale.json()["code"]) == (409, "profile.stale-version")
    assert officer.get("/api/profiles/other").status_code == 404
    step(officer, "retire", version)


@pytest.mark.parametrize(
    ("more", "code"),
    [
        ({"expression": "consigne.name"}, "profile.expression"),
        ({"expression": " && ".join(['finding("a")'] * 200)}, "profile.expression"),
        ({"ends": "2026-03-01"}, "profile.no-end"),
        ({"code": "freight-in-cash"}, "profile.taken"),
        ({"tests": [{"name": "x", "match": True, "goods": [{"colour": "red"}]}]}, "profile.form"),
        (
            {"tests": [{"name": "x", "match": True, "goods": [{"gross_mass_kg": "much"}]}]},
            "profile.form",
        ),
        (
            {"tests": [{"name": "x", "match": True, "sections": {"lorry": {"a": 1}}}]},
            "profile.form",
        ),
        (
            {
                "tests": [
                    {"name": "x", "match": True, "sections": {"filing": {"received_at": "soon"}}}
                ]
            },
            "profile.form",
        ),
    ],
)
def test_what_cannot_be_a_profile_is_refused(sign_in: SignIn, more: dict, code: str) -> None:
    body = {"version": 0, "profile": text(**more)}
    answer = sign_in("officer").post("/api/profiles", json=body)
    assert (answer.status_code, answer.json()["code"]) == (422, code)


def looked(client: TestClient, language: str = "en", **more: object) -> dict:
    body = {key: text()[key] for key in ("expression", "tests", "ends")} | more
    answer = client.post(f"/api/profiles/look?lang={language}", json=body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_text_is_looked_at_in_the_reader_s_language_and_nothing_is_kept(
    sign_in: SignIn, node: Node
) -> None:
    told = looked(
        sign_in("officer"),
        "nl",
        expression="size(goods) > 5 && size(goods) < 3",
        backtest=True,
    )
    assert [each["matched"] for each in told["trials"]] == [False, False]
    (never,) = [each for each in told["notices"] if each["kind"] == "never"]
    assert never["text"].startswith("Niets kan hieraan voldoen")
    assert never["at"] == 31
    assert told["backtest"]["days"] == 0
    assert node.profiles.all() == []


def test_what_is_met_by_most_that_was_filed_is_too_broad(sign_in: SignIn) -> None:
    told = looked(sign_in("officer"), expression="has(consignee.name)")
    (broad,) = [each for each in told["notices"] if each["kind"] == "broad"]
    assert broad["text"].startswith("It is met by 100.0% of 2 consignments")


def test_a_text_without_a_name_yet_is_looked_at(sign_in: SignIn) -> None:
    told = looked(sign_in("officer"), tests=[{"match": True}], ends=None)
    assert told["trials"] == [{"expected": True, "matched": False}]


def test_what_is_next_is_told_with_why_one_may_not(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    shown = drafted(officer, tests=[{"name": "x", "match": True}])
    assert shown["next"] == [
        {"step": "examine", "refusal": "tests-fail"},
        {"step": "retire", "refusal": None},
    ]
    shown = drafted(officer, shown["row"]["version"])
    for name in ("examine", "backtest", "shadow"):
        assert {"step": name, "refusal": None} in shown["next"]
        shown = step(officer, name, shown["row"]["version"])
    assert {"step": "propose", "refusal": "too-soon"} in shown["next"]
    assert shown["shadow_until"] > shown["shadow_since"]


def test_the_writer_and_the_analyst_are_told_why_they_do_not_approve(
    sign_in: SignIn, node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    officer = sign_in("officer")
    version = drafted(officer)["row"]["version"]
    for name in ("examine", "backtest", "shadow"):
        version = step(officer, name, version)["row"]["version"]
    monkeypatch.setattr(node, "now", lambda: DAY + timedelta(days=7))
    step(officer, "propose", version)
    found = {
        who: {
            each["step"]: each["refusal"]
            for each in sign_in(who).get("/api/profiles/mine").json()["next"]
        }
        for who in ("officer", "supervisor", "analyst")
    }
    assert found["officer"] == {"approve": "four-eyes", "return": None, "retire": None}
    assert found["supervisor"] == {"approve": None, "return": None, "retire": None}
    assert found["analyst"] == dict.fromkeys(("approve", "return", "retire"), "permission")


def test_versions_say_what_they_changed(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    first = drafted(officer)["row"]["version"]
    shown = drafted(officer, first, expression='any(goods.description.contains("MANGOES"))')
    last, before = shown["versions"]
    assert (last["number"], before["number"], last["live"]) == (2, 1, False)
    (changed,) = last["changes"]
    assert changed["field"] == "expression"
    parts = [span for span in changed["spans"] if span["kind"] != "same"]
    assert parts == [{"kind": "removed", "text": "BANANAS"}, {"kind": "added", "text": "MANGOES"}]


def test_a_backtest_shows_boxes_by_their_numbers(sign_in: SignIn, node: Node) -> None:
    leaving = movement(NUMBERS[0], MovementKind.GATE_OUT, DAY + timedelta(days=3), "planned")
    node.intake(filing(consignment("BL9", NUMBERS[:1], arrival=DAY), movements=(leaving,)))
    node.plan_day()
    told = looked(sign_in("officer"), backtest=True)["backtest"]
    assert {each["equipment_number"] for each in told["sample"]} == {NUMBERS[0]}
