"""What authorities without a line bring, as officers see it: looked at by one, taken by another."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from quaywatch.node import Description, Node
from tests.node.allied.allies import ROTTERDAM
from tests.node.allied.bringing import OUTSIDER, outsider, settle
from tests.node.allied.test_files import ONE, event, file

AT = "/api/alliance/brought"


@pytest.fixture
def rotterdam(node: Node) -> Node:
    node.describe(Description(name=ROTTERDAM, node=ROTTERDAM))
    settle(node, outsider())
    return node


def put(client: TestClient, data: bytes, **query: str) -> dict[str, object]:
    answer = client.post(f"{AT}/files", params={"partner": OUTSIDER} | query, content=data)
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_a_file_is_previewed_taken_by_another_and_told_as_unsigned(
    rotterdam: Node, sign_in: Callable[[str], TestClient]
) -> None:
    officer, liaison = sign_in("officer"), sign_in("liaison")
    data = file(event(("text", ONE), ("phone-number", "+593 4 000 0000")))
    made = put(officer, data, name="event.json")
    assert [one["fate"] for one in made["lines"]] == ["new", None]
    assert made["lines"][0]["title"] == f"container, {ONE}"
    assert made["file"]["mine"]
    (waits,) = liaison.get(AT).json()["files"]
    assert (waits["brought_by"], waits["mine"]) == ("officer", False)
    assert liaison.get(f"{AT}/files/1").json()["taken"] == 1
    assert liaison.post(f"{AT}/files/1/take").json()["taken"] == 1
    (line,) = officer.get("/api/alliance/notices").json()["lines"]
    assert (line["sender"], line["brought"]) == (OUTSIDER, "misp")
    page = officer.get(f"/api/alliance/notices/{line['name']}").json()
    assert (page["brought_by"], page["confirmed_by"]) == ("officer", "liaison")
    (refused,) = liaison.get(AT).json()["refused"]
    assert (refused["sender"], refused["brought"], refused["fault"]) == (
        OUTSIDER, "misp", "not_allowed",
    )  # fmt: skip
    assert b"+593" in liaison.get(f"{AT}/refused/{refused['number']}").content
    assert not liaison.delete(f"{AT}/refused/{refused['number']}").json()["refused"]


def test_who_brought_it_does_not_take_it(
    rotterdam: Node, sign_in: Callable[[str], TestClient]
) -> None:
    liaison = sign_in("liaison")
    put(liaison, file(event(("text", ONE))))
    refused = liaison.post(f"{AT}/files/1/take")
    assert (refused.status_code, refused.json()["code"]) == (403, "accord.four-eyes")
    assert not liaison.delete(f"{AT}/files/1").json()["files"]


@pytest.mark.parametrize(
    ("partner", "data", "status", "code"),
    [
        (OUTSIDER, b"[]", 422, "alliance.no-event"),
        ("stranger.example", file(event()), 409, "alliance.nothing-agreed"),
    ],
)
def test_what_cannot_be_is_refused_with_the_reason(
    rotterdam: Node,
    sign_in: Callable[[str], TestClient],
    partner: str,
    data: bytes,
    status: int,
    code: str,
) -> None:
    answer = sign_in("officer").post(f"{AT}/files", params={"partner": partner}, content=data)
    assert (answer.status_code, answer.json()["code"]) == (status, code)
