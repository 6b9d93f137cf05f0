"""While a node opens, whoever calls hears that it does, and how far it has come."""

import pytest
from fastapi.testclient import TestClient

from quaywatch.api.opening import Opening, opening_app


@pytest.fixture
def opening() -> Opening:
    return Opening()


@pytest.fixture
def caller(opening: Opening) -> TestClient:
    return TestClient(opening_app(opening))


def test_it_lives_and_is_not_ready(caller: TestClient, opening: Opening) -> None:
    assert caller.get("/api/health").json() == {"status": "opening"}
    waiting = caller.get("/api/ready")
    assert (waiting.status_code, waiting.json()["status"]) == (503, "opening")
    assert "events" not in waiting.json()
    opening.told(1200, 4800)
    said = caller.get("/api/ready").json()
    assert (said["events_done"], said["events"]) == (1200, 4800)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "1,200 of 4,800 events"),
        ("fr", "1\u202f200 événements sur 4\u202f800"),
        ("nl", "1.200 van 4.800 gebeurtenissen"),
        ("es", "1.200 de 4.800 sucesos"),
    ],
)
def test_its_page_says_how_far_it_has_come_in_the_readers_language(
    caller: TestClient, opening: Opening, language: str, said: str
) -> None:
    opening.told(1200, 4800)
    page = caller.get("/", headers={"Accept-Language": f"{language}-BE,en;q=0.5"})
    assert page.status_code == 503
    assert int(page.headers["retry-after"]) > 0
    assert f'<html lang="{language}">' in page.text
    assert said in page.text
    assert 'value="0.2500"' in page.text
    assert "default-src 'self'" in page.headers["content-security-policy"]
    assert caller.get("/opening.css").headers["content-type"].startswith("text/css")


def test_machines_are_told_to_come_again(caller: TestClient) -> None:
    refused = caller.post("/api/filings", content=b"UNB+...")
    assert (refused.status_code, refused.json()["code"]) == (503, "node.opening")
    assert int(refused.headers["retry-after"]) > 0
