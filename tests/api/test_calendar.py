"""Supervisors change what the port looks with; what makes no sense is told with its field."""

from collections.abc import Callable
from typing import Any

from fastapi.testclient import TestClient

from quaywatch.node import Node
from tests.api.access.inspecting import DESK, VAN

SignIn = Callable[[str], TestClient]


def put(client: TestClient, version: int, **more: Any) -> Any:
    body = {"version": version, "resource": {**VAN, **more}}
    return client.put("/api/calendar/resource", json=body)


def test_a_resource_comes_changes_and_goes_and_each_step_is_told(
    sign_in: SignIn, node: Node
) -> None:
    client = sign_in("supervisor")
    first = client.get("/api/calendar").json()
    assert (first["version"], first["changes"]) == (0, [])
    assert put(client, 0).status_code == 200
    later = put(client, 1, slots_per_hour=9, from_at="2026-03-03T06:00:00Z").json()
    forms = [each for each in later["resources"] if each["name"] == "van"]
    assert [each["slots_per_hour"] for each in forms] == [3, 9]
    assert forms[0]["until_at"] == forms[1]["from_at"] == "2026-03-03T06:00:00Z"
    gone = client.post("/api/calendar/withdrawn", json={"version": 2, "resource": "van"}).json()
    assert [each["name"] for each in gone["resources"] if each["name"] == "van"] == []
    told = [(c["version"], c["what"], c["name"], c["by"]) for c in gone["changes"]]
    assert told == [
        (3, "withdrawn", "van", "supervisor"),
        (2, "put", "van", "supervisor"),
        (1, "put", "van", "supervisor"),
    ]


def test_what_is_shown_can_be_put_back_as_it_is(sign_in: SignIn) -> None:
    client = sign_in("supervisor")
    shown = next(r for r in client.get("/api/calendar").json()["resources"] if r["name"] == DESK)
    again = client.put("/api/calendar/resource", json={"version": 0, "resource": shown})
    assert again.status_code == 200
    (now,) = [r for r in again.json()["resources"] if r["name"] == DESK]
    assert {**now, "from_at": None} == shown


def test_what_makes_no_sense_is_refused_with_its_field(sign_in: SignIn) -> None:
    client = sign_in("supervisor")
    shift = {"weekday": "monday", "start": 9, "end": 9}
    for more, field in (
        ({"shifts": [shift]}, "hours.monday"),
        ({"shifts": [shift, shift]}, "shifts"),
        ({"shifts": []}, "hours"),
        ({"terminal": ""}, "moves_to"),
        ({"slots_per_hour": 0}, "slots_per_hour"),
    ):
        answer = put(client, 0, **more)
        assert answer.status_code == 422
        assert field in answer.json()["message"]
    asked = {"version": 0, "strata": "hs_chapter", "asked": [{"stratum": "EC", "share": 0.5}]}
    answer = client.put("/api/calendar/coverage", json=asked)
    assert answer.json()["code"] == "calendar.invalid"
    assert "EC" in answer.json()["message"]


def test_an_old_sight_the_past_and_the_unknown_are_refused(sign_in: SignIn) -> None:
    client = sign_in("supervisor")
    assert put(client, 1).json()["code"] == "calendar.stale-version"
    past = put(client, 0, from_at="2020-01-01T00:00:00Z")
    assert (past.status_code, past.json()["code"]) == (422, "calendar.past")
    body = {"version": 0, "resource": "no such"}
    unknown = client.post("/api/calendar/withdrawn", json=body)
    assert (unknown.status_code, unknown.json()["code"]) == (404, "calendar.unknown-resource")


def test_what_is_asked_is_shown_beside_what_the_plan_gave(sign_in: SignIn, node: Node) -> None:
    client = sign_in("supervisor")
    asked = [{"stratum": "EC", "share": 0.5}]
    body = {"version": 0, "strata": "country_of_loading", "asked": asked}
    answer = client.put("/api/calendar/coverage", json=body).json()
    assert (answer["asked"], answer["covered"], answer["version"]) == (asked, [], 1)
    assert [change["what"] for change in answer["changes"]] == ["coverage"]
    client.post("/api/plan")
    assert isinstance(client.get("/api/calendar").json()["covered"], list)
