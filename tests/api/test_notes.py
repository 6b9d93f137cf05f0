"""Notes on radiographs over HTTP: written, corrected, and kept from who is to look second."""

from collections.abc import Callable

import pytest
from fastapi.testclient import TestClient

from quaywatch.node import Node
from quaywatch.scans import writers
from tests.api.test_verdicts import ALARM
from tests.scans.pictures import LINES, radiograph

CORNER = {"left": 0, "top": 0, "right": 5, "bottom": 4}
NOTE = {"region": CORNER, "kind": "doubt", "text": "Denser than the rest."}


@pytest.fixture
def notes(node: Node, box: str) -> str:
    """Where the notes on a radiograph are."""
    kept = node.scans.take_of(box, writers.tiff(radiograph()), actor="scanner-1")
    return f"/api/scans/{kept.scan.taken.digest}/notes"


def test_a_note_is_read_by_others_and_corrected_by_who_wrote_it(
    sign_in: Callable[[str], TestClient], notes: str
) -> None:
    writer, other = sign_in("analyst"), sign_in("supervisor")
    (written,) = writer.post(notes, json=NOTE).json()["notes"]
    assert (written["region"], written["by"], written["mine"]) == (CORNER, "analyst", True)
    (read,) = other.get(notes).json()["notes"]
    assert (read["text"], read["mine"]) == ("Denser than the rest.", False)
    correction = {**NOTE, "text": "A pump.", "corrects": written["number"]}
    refused = other.post(notes, json=correction)
    assert (refused.status_code, refused.json()["code"]) == (403, "note.not-yours")
    (stands,) = writer.post(notes, json=correction).json()["notes"]
    assert (stands["text"], stands["before"]) == ("A pump.", ["Denser than the rest."])
    again = writer.post(notes, json={**correction, "text": "A fan."})
    assert (again.status_code, again.json()["code"]) == (409, "note.corrected")


def test_who_is_to_look_second_reads_no_notes_but_their_own(
    sign_in: Callable[[str], TestClient], node: Node, notes: str
) -> None:
    digest = notes.split("/")[3]
    node.verdicts.read(digest, ALARM)
    first, second = sign_in("analyst"), sign_in("officer")
    first.post(notes, json=NOTE)
    body = {"verdict": "clear", "seconds": 9, "regions": []}
    first.post(f"/api/scans/{digest}/verdicts", json=body)
    hidden = second.get(notes).json()
    assert (hidden["withheld"], hidden["notes"]) == (True, [])
    own = second.post(notes, json={**NOTE, "text": "Mine."}).json()["notes"]
    assert [note["text"] for note in own] == ["Mine."]
    second.post(f"/api/scans/{digest}/verdicts", json=body)
    shown = second.get(notes).json()
    assert (shown["withheld"], len(shown["notes"])) == (False, 2)


@pytest.mark.parametrize(
    "wrong",
    [
        {"text": ""},
        {"text": "x" * 501},
        {"kind": "joke"},
        {"region": {**CORNER, "right": LINES + 1}},
        {"region": {**CORNER, "right": 0}},
    ],
)
def test_a_note_has_a_text_a_kind_and_a_region_of_the_picture(
    sign_in: Callable[[str], TestClient], notes: str, wrong: dict[str, object]
) -> None:
    assert sign_in("analyst").post(notes, json={**NOTE, **wrong}).status_code == 422


def test_what_papers_say_and_like_scans_come_with_a_scan(
    sign_in: Callable[[str], TestClient], notes: str
) -> None:
    digest = notes.split("/")[3]
    analyst = sign_in("analyst")
    (papers,) = analyst.get(f"/api/scans/{digest}").json()["declared"]
    assert papers["goods"][0]["hs_code"] == "080390"
    assert papers["gross_mass_kg"] == 21_000
    assert papers["empty"] is False
    assert analyst.get(f"/api/scans/{digest}/alike").json() == []
