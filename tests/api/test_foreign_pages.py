"""What a foreign page cannot make a browser do."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from quaywatch.node import Node
from tests.api.access.common import VERSION


@pytest.mark.parametrize("token", [None, "", "0" * 43])
def test_nothing_is_done_without_the_token(
    sign_in: Callable[[str], TestClient], node: Node, box: str, token: str | None
) -> None:
    client = sign_in("officer")
    del client.headers["X-CSRF-Token"]
    headers = {} if token is None else {"X-CSRF-Token": token}
    refused = client.post(f"/api/boxes/{box}/hold", json=VERSION, headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (403, "csrf.mismatch")
    assert node.worklist().lines[0].status == "open"


def test_another_browsers_token_does_not_pass(
    sign_in: Callable[[str], TestClient], box: str
) -> None:
    one, other = sign_in("officer"), sign_in("supervisor")
    one.headers["X-CSRF-Token"] = other.headers["X-CSRF-Token"]
    assert one.post(f"/api/boxes/{box}/hold", json=VERSION).status_code == 403


@pytest.mark.parametrize(
    "headers",
    [{"Origin": "https://evil.example"}, {"Sec-Fetch-Site": "cross-site"}, {"Origin": "null"}],
)
def test_nothing_is_done_for_a_foreign_page(
    sign_in: Callable[[str], TestClient], box: str, headers: dict[str, str]
) -> None:
    client = sign_in("officer")
    refused = client.post(f"/api/boxes/{box}/hold", json=VERSION, headers=headers)
    assert (refused.status_code, refused.json()["code"]) == (403, "origin.foreign")
    own = {"Origin": "http://testserver"}
    assert client.post(f"/api/boxes/{box}/hold", json=VERSION, headers=own).status_code == 200
