"""Scorecards over HTTP: customs sees all, a filer itself alone."""

import csv
import io
from collections.abc import Callable

import msgspec
import pytest
from fastapi.testclient import TestClient

from quaywatch.node import Node
from tests.node.making import NUMBERS, consignment, filing

UNTIL = {"until": "2026-03-02", "weeks": "1"}


@pytest.fixture
def rivals(node: Node) -> Node:
    """Two carriers: one vague, one whose name a spreadsheet would run."""
    for reference, code in (("R1", "RVLU"), ("R2", "=CMD")):
        bill = consignment(reference, NUMBERS[5:6], description="GENERAL CARGO")
        other = msgspec.structs.replace(bill.conveyance, carrier_code=code)
        node.intake(filing(msgspec.structs.replace(bill, conveyance=other), reference=reference))
    return node


def test_customs_sees_every_carrier_best_first(
    rivals: Node, sign_in: Callable[[str], TestClient]
) -> None:
    page = sign_in("analyst").get("/api/scorecards", params=UNTIL).json()
    assert page["cards"][0]["name"] == "TSTL"
    assert {card["name"] for card in page["cards"]} == {"TSTL", "RVLU", "=CMD"}
    assert page["first_day"] == "2026-03-02"


def test_a_filer_sees_itself_and_nobody_else(
    rivals: Node, sign_in: Callable[[str], TestClient]
) -> None:
    client = sign_in("filer")
    report = client.get("/api/portal/scorecard", params=UNTIL)
    assert report.json()["card"]["name"] == "TSTL"
    assert "RVLU" not in report.text
    for path in ("/api/scorecards", "/api/scorecards/carrier/RVLU", "/api/worklist"):
        assert client.get(path).status_code == 403


def test_a_report_speaks_the_language_asked_for(
    rivals: Node, sign_in: Callable[[str], TestClient]
) -> None:
    client = sign_in("officer")
    texts = [
        client.get("/api/scorecards/carrier/RVLU", params={**UNTIL, "lang": lang}).json()["worst"]
        for lang in ("en", "nl")
    ]
    assert texts[0][0]["findings"][0]["code"] == texts[1][0]["findings"][0]["code"]
    assert texts[0] != texts[1]


def test_an_unknown_carrier_is_not_found(sign_in: Callable[[str], TestClient]) -> None:
    answer = sign_in("officer").get("/api/scorecards/carrier/NOBODY", params=UNTIL)
    assert (answer.status_code, answer.json()["code"]) == (404, "not-found")


def test_an_export_is_a_table_that_runs_nothing(
    rivals: Node, sign_in: Callable[[str], TestClient]
) -> None:
    answer = sign_in("officer").get("/api/scorecards/carrier/export", params=UNTIL)
    rows = list(csv.DictReader(io.StringIO(answer.text)))
    assert {row["name"] for row in rows} == {"TSTL", "RVLU", "'=CMD"}
    assert float(rows[0]["score"]) >= float(rows[-1]["score"])
    own = sign_in("filer").get("/api/portal/scorecard/export", params=UNTIL).text
    assert [row["by"] for row in csv.DictReader(io.StringIO(own))] == ["all", "lane", "week"]


def test_a_letter_comes_as_pdf_and_as_a_page_that_asks_nothing_outside(
    rivals: Node, sign_in: Callable[[str], TestClient]
) -> None:
    client = sign_in("filer")
    made = client.get("/api/portal/scorecard/letter", params=UNTIL)
    assert made.headers["content-type"] == "application/pdf"
    assert made.content.startswith(b"%PDF-")
    page = client.get(
        "/api/portal/scorecard/letter", params={**UNTIL, "form": "html", "lang": "es"}
    )
    assert 'lang="es"' in page.text
    assert "http://" not in page.text
    assert "https://" not in page.text
