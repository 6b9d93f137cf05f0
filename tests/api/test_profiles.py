"""Officers write, try, approve and end risk profiles."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from quaywatch.node import Node
from tests.api.profile_texts import text

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


def test_text_and_form_are_had_from_each_other(sign_in: SignIn) -> None:
    officer = sign_in("officer")
    written = 'size(goods) > 3 && consignee.country in ["BE", "NL"]'
    read = officer.post("/api/profiles/expression", json={"expression": written}).json()
    assert [part["sign"] for part in read["form"]["parts"]] == [">", "in"]
    back = officer.post("/api/profiles/form", json={"form": read["form"]}).json()
    assert back["expression"] == written
    wrong = officer.post("/api/profiles/expression", json={"expression": "size(goods) >"}).json()
    assert (wrong["form"], wrong["at"]) == (None, 13)
    empty = officer.post("/api/profiles/form", json={"form": {"kind": "and"}}).json()
    assert empty["error"] is not None


def test_a_text_is_looked_at_in_the_reader_s_language_and_nothing_is_kept(
    sign_in: SignIn, node: Node
) -> None:
    officer = sign_in("officer")
    never = text(expression="size(goods) > 5 && size(goods) < 3")
    told = officer.post(
        "/api/profiles/look?lang=nl", json={"profile": never, "backtest": True}
    ).json()
    assert told["failed"] == ["yes"]
    assert told["notices"][0]["text"].startswith("Niets kan hieraan voldoen")
    assert told["notices"][0]["at"] == 31
    assert told["backtest"]["days"] == 0
    assert node.profiles.all() == []
