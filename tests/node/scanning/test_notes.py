"""What people write on regions of radiographs is kept for good, and corrected by a further note."""

import msgspec
import pytest

from quaywatch.ledger.acts import Sent
from quaywatch.node import Node
from quaywatch.node.errors import UnknownDocument
from quaywatch.node.facts import SCAN_NOTED, NoteKind, ScanNoted
from quaywatch.node.scanning import NoteRefusal, NoteRefused
from quaywatch.scans import writers
from quaywatch.scans.reading import Region
from tests.node.making import DAY, NUMBERS
from tests.node.tables import contents
from tests.scans.pictures import LINES, ROWS, radiograph

CORNER = Region(first_line=0, last_line=5, first_row=ROWS - 4, last_row=ROWS)


@pytest.fixture
def digest(node: Node) -> str:
    """A radiograph that is kept."""
    taken = node.scans.take(
        writers.tiff(radiograph()), actor="scanner-1", equipment_number=NUMBERS[0]
    )
    return taken.scan.taken.digest


def _noted(digest: str, text: str, corrects: int | None = None) -> ScanNoted:
    return ScanNoted(
        digest=digest, region=CORNER, kind=NoteKind.DOUBT, text=text, corrects=corrects
    )


def test_a_note_stands_with_its_region_its_writer_and_its_time(node: Node, digest: str) -> None:
    node.notes.write(_noted(digest, "Denser than the rest."), actor="ann")
    (note,) = node.notes.of(digest)
    assert (note.by, note.at, note.noted.region) == ("ann", DAY, CORNER)
    assert note.noted.text == "Denser than the rest."


def test_a_correction_takes_the_place_of_what_it_corrects_and_both_stay_on_the_ledger(
    node: Node, digest: str
) -> None:
    node.notes.write(_noted(digest, "A motor."), actor="ann")
    node.notes.write(_noted(digest, "The evaporator's fan."), actor="ben")
    first = node.notes.of(digest)[0].position
    node.notes.write(_noted(digest, "A pump.", corrects=first), actor="Ann")
    texts = [(note.noted.text, note.before) for note in node.notes.of(digest)]
    assert texts == [("The evaporator's fan.", ()), ("A pump.", ("A motor.",))]
    assert [event.kind for event in node.ledger.read()].count(SCAN_NOTED) == 3


def test_what_somebody_else_wrote_or_was_corrected_before_is_not_corrected(
    node: Node, digest: str
) -> None:
    node.notes.write(_noted(digest, "A motor."), actor="ann")
    first = node.notes.of(digest)[0].position
    with pytest.raises(NoteRefused) as refused:
        node.notes.write(_noted(digest, "Nothing.", corrects=first), actor="ben")
    assert refused.value.code is NoteRefusal.NOT_YOURS
    node.notes.write(_noted(digest, "A pump.", corrects=first), actor="ann")
    with pytest.raises(NoteRefused) as refused:
        node.notes.write(_noted(digest, "A fan.", corrects=first), actor="ann")
    assert refused.value.code is NoteRefusal.CORRECTED


@pytest.mark.parametrize(
    "bounds", [(0, LINES + 1, 0, 1), (3, 3, 0, 1), (-1, 2, 0, 1), (0, 1, 0, ROWS + 1), (0, 1, 5, 2)]
)
def test_a_region_lies_within_the_picture(
    node: Node, digest: str, bounds: tuple[int, int, int, int]
) -> None:
    first, last, low, high = bounds
    region = Region(first_line=first, last_line=last, first_row=low, last_row=high)
    with pytest.raises(NoteRefused) as refused:
        node.notes.write(
            msgspec.structs.replace(_noted(digest, "Here."), region=region), actor="ann"
        )
    assert refused.value.code is NoteRefusal.OUTSIDE


def test_a_note_on_no_radiograph_is_refused(node: Node) -> None:
    with pytest.raises(UnknownDocument):
        node.notes.write(_noted("none", "Here."), actor="ann")


def test_a_note_sent_again_over_a_bad_line_is_kept_once(node: Node, digest: str) -> None:
    node.notes.write(_noted(digest, "A motor."), actor="ann")
    first = node.notes.of(digest)[0].position
    for _ in range(2):
        sent = Sent(key="k" * 12, digest="d")
        node.notes.write(_noted(digest, "A pump.", corrects=first), actor="ann", sent=sent)
    assert [note.noted.text for note in node.notes.of(digest)] == ["A pump."]


def test_notes_come_back_from_the_ledger_as_they_were(node: Node, digest: str) -> None:
    node.notes.write(_noted(digest, "A motor."), actor="ann")
    before = contents(node)
    node.rebuild()
    assert contents(node) == before
