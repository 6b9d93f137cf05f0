"""Readers are measured over HTTP: everybody sees themselves, a supervisor all."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from quaywatch.cargo import ConcealmentPlace
from quaywatch.inspections.readers.record import InsertingEvent, Insertion
from quaywatch.node import Node
from quaywatch.node.drafts import draft
from quaywatch.scans import writers
from quaywatch.scans.reading import Region
from tests.api.test_notes import NOTE
from tests.scans.pictures import radiograph

DOORS = Region(first_line=2, last_line=9, first_row=4, last_row=12)
CLEAR = {"verdict": "clear", "seconds": 12.5, "regions": []}


@pytest.fixture
def digest(node: Node, box: str) -> str:
    kept = node.scans.take_of(box, writers.tiff(radiograph()), actor="scanner-1")
    return kept.scan.taken.digest


def insert(node: Node, digest: str, reader: str) -> None:
    """Note that a threat is in the reader's picture, as the node does when the lot fell."""
    said = Insertion(
        digest=digest,
        reader=reader,
        period="2026-03",
        goods="II",
        place=ConcealmentPlace.BEHIND_DOORS,
        kg=21.0,
        region=DOORS,
        detectability=30.0,
    )
    kind = InsertingEvent.INSERTED
    made = draft(kind, said, key=f"{digest}/{reader}", actor=reader, known_at=node.now())
    node._queue.append([made]).result()  # pyright: ignore[reportPrivateUsage]


def test_a_reader_is_told_at_once_and_reads_the_picture_as_it_is(
    sign_in: Callable[[str], TestClient], node: Node, digest: str
) -> None:
    insert(node, digest, "analyst")
    analyst = sign_in("analyst")
    assert analyst.get(f"/api/scans/{digest}/reading").json()["state"] == "waiting"
    told = analyst.post(f"/api/scans/{digest}/verdicts", json=CLEAR).json()
    assert told["inserted"]["found"] is False
    assert told["inserted"]["place"] == "behind_doors"
    assert (told["turn"], told["verdicts"]) == ("first", [])
    again = analyst.post(f"/api/scans/{digest}/verdicts", json=CLEAR).json()
    assert again["inserted"] is None
    assert [one["by"] for one in again["verdicts"]] == ["analyst"]


def test_what_is_written_on_a_threat_that_is_not_there_never_stands_on_the_picture(
    sign_in: Callable[[str], TestClient], node: Node, digest: str
) -> None:
    insert(node, digest, "analyst")
    analyst, other = sign_in("analyst"), sign_in("supervisor")
    notes = f"/api/scans/{digest}/notes"
    (written,) = analyst.post(notes, json=NOTE).json()["notes"]
    (stands,) = analyst.post(
        notes, json={**NOTE, "text": "A bag.", "corrects": written["number"]}
    ).json()["notes"]
    assert (stands["text"], stands["before"]) == ("A bag.", [NOTE["text"]])
    assert other.get(notes).json()["notes"] == []
    analyst.post(f"/api/scans/{digest}/verdicts", json=CLEAR)
    assert analyst.get(notes).json()["notes"] == []
    late = analyst.post(notes, json={**NOTE, "corrects": stands["number"]})
    assert (late.status_code, late.json()["code"]) == (409, "note.corrected")
    analyst.post(notes, json={**NOTE, "text": "Of the picture as it is."})
    (stands,) = other.get(notes).json()["notes"]
    assert stands["text"] == "Of the picture as it is."


def test_nobody_but_a_supervisor_sees_how_colleagues_do(
    sign_in: Callable[[str], TestClient], node: Node, digest: str
) -> None:
    insert(node, digest, "analyst")
    analyst, officer, chief = (sign_in(name) for name in ("analyst", "officer", "supervisor"))
    for _ in range(2):
        analyst.post(f"/api/scans/{digest}/verdicts", json=CLEAR)
    own, other, all_ = (one.get("/api/readers").json() for one in (analyst, officer, chief))
    assert [one["reader"] for one in own["readers"]] == ["analyst"]
    assert own["readers"][0]["hits"]["of"] == 1
    assert other["readers"] == []
    assert [one["reader"] for one in all_["readers"]] == ["analyst"]
    assert (own["everybody"], all_["everybody"]) == (False, True)


def test_a_supervisor_says_how_often_threats_are_inserted(
    sign_in: Callable[[str], TestClient],
) -> None:
    chief = sign_in("supervisor")
    rule = {"every": 40, "spare_minutes": 60}
    assert chief.post("/api/readers/rule", json={"rule": rule}).json()["rule"] == rule
    assert chief.get("/api/readers").json()["rule"] == rule
    assert chief.post("/api/readers/rule", json={"rule": None}).json()["rule"] is None
    assert chief.post("/api/readers/curves").json() == []
