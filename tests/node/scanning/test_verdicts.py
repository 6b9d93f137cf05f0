"""What analysts say of radiographs at a node, and what it does to the box."""

import math
from datetime import timedelta

import pytest

from quaywatch.cargo import InspectionKind, OutcomeResult, OverrideReason
from quaywatch.inspections import BoxEvent, Record
from quaywatch.ledger.acts import Sent
from quaywatch.node import Node, NothingLeft, UnknownDocument, Wish, known
from quaywatch.node.scanning.evidence import MOST
from quaywatch.scans import writers
from quaywatch.scans.reading import Reading
from quaywatch.scans.verdicts import Refusal, Refused, Says, Standing, Verdict
from tests.node.making import DAY, NUMBERS, consignment, filing
from tests.node.tables import contents
from tests.scans.pictures import radiograph
from tests.scans.verdicts.test_record import ALARM, QUIET

SENT = writers.tiff(radiograph())
CLEAR = Verdict(says=Says.CLEAR, seconds=20)
OPEN = Verdict(says=Says.OPEN, seconds=20, comment="bags at the doors")
DOUBT = Verdict(says=Says.SECOND_LOOK, seconds=20)


@pytest.fixture
def box(node: Node) -> str:
    node.intake(filing(consignment("BL1", NUMBERS[:1], arrival=DAY - timedelta(hours=2))))
    return node.worklist().lines[0].box_id


@pytest.fixture
def digest(node: Node, box: str) -> str:
    return node.scans.take_of(box, SENT, actor="scanner-1").scan.taken.digest


def record(node: Node, box: str) -> Record:
    with node.ledger.engine.connect() as connection:
        return known.record(connection, box)


def scan_ordered(node: Node, box: str) -> None:
    wish = Wish(kind=InspectionKind.SCAN, override=OverrideReason.OTHER)
    node.order(box, wish, actor="officer", seen=0)
    node.hold(box, actor="officer", seen=1)


def test_a_clear_word_is_the_result_of_the_scan_that_was_ordered(
    node: Node, box: str, digest: str
) -> None:
    scan_ordered(node, box)
    node.verdicts.read(digest, QUIET)
    node.verdicts.give(digest, CLEAR, actor="ann")
    done = record(node, box)
    assert done.outcome is not None
    assert (done.outcome.result, done.outcome_by) == (OutcomeResult.NOTHING, "ann")
    assert done.detention is None


def test_a_clear_word_waits_for_the_machine_and_stands_in_the_analysts_name(
    node: Node, box: str, digest: str
) -> None:
    scan_ordered(node, box)
    node.verdicts.give(digest, CLEAR, actor="ann")
    assert record(node, box).outcome is None
    node.verdicts.read(digest, QUIET)
    assert record(node, box).outcome_by == "ann"


def test_an_alarm_is_the_result_of_the_scan_and_asks_for_the_next_look(
    node: Node, box: str, digest: str
) -> None:
    scan_ordered(node, box)
    node.verdicts.give(digest, OPEN, actor="ann")
    after = record(node, box)
    assert after.steps[-1].outcome.result is OutcomeResult.IRREGULARITY
    assert after.selected is not None
    assert after.selected.follows is not None
    assert after.detention is not None


def test_an_alarm_on_a_box_that_nobody_chose_keeps_it_for_an_opening(
    node: Node, box: str, digest: str
) -> None:
    before = node.worklist().lines[0].probability
    node.verdicts.give(digest, OPEN, actor="ann")
    after = record(node, box)
    assert [entry.kind for entry in after.history] == [
        BoxEvent.ORDERED,
        BoxEvent.OUTCOME,
        BoxEvent.FOLLOWED,
    ]
    assert after.steps[0].order.override is OverrideReason.SCAN_IMAGE
    assert node.worklist().lines[0].probability > before


def test_an_alarm_after_a_clean_result_replaces_it(node: Node, box: str, digest: str) -> None:
    scan_ordered(node, box)
    node.verdicts.read(digest, QUIET)
    node.verdicts.give(digest, CLEAR, actor="ann")
    node.verdicts.give(digest, OPEN, actor="bob")
    kinds = [entry.kind for entry in record(node, box).history]
    assert kinds[-2:] == [BoxEvent.CORRECTED, BoxEvent.FOLLOWED]


def test_a_box_that_is_being_opened_is_left_to_it(node: Node, box: str, digest: str) -> None:
    wish = Wish(kind=InspectionKind.OPEN, override=OverrideReason.OTHER)
    node.order(box, wish, actor="officer", seen=0)
    node.verdicts.give(digest, OPEN, actor="ann")
    assert [entry.kind for entry in record(node, box).history] == [BoxEvent.ORDERED]


def test_two_analysts_take_different_scans(node: Node, digest: str) -> None:
    assert node.verdicts.take_next(actor="ann").digest == digest
    assert node.verdicts.take_next(actor="ann").digest == digest
    with pytest.raises(NothingLeft):
        node.verdicts.take_next(actor="bob")
    node.verdicts.give_back(digest, actor="ann")
    assert node.verdicts.take_next(actor="bob").claimed_by == "bob"


def test_the_first_reader_does_not_get_the_second_look(node: Node, digest: str) -> None:
    node.verdicts.give(digest, DOUBT, actor="ann")
    with pytest.raises(NothingLeft):
        node.verdicts.take_next(actor="ann")
    assert node.verdicts.shown(digest, actor="bob") is None
    assert node.verdicts.take_next(actor="bob").digest == digest


def test_what_is_settled_waits_no_more(node: Node, digest: str) -> None:
    assert [one.scan.taken.digest for one in node.verdicts.waiting()] == [digest]
    node.verdicts.give(digest, OPEN, actor="ann")
    assert node.verdicts.waiting() == []


def test_the_scan_that_is_due_first_waits_first(node: Node) -> None:
    bills = [
        consignment(f"BL{i}", NUMBERS[i : i + 1], arrival=DAY - timedelta(hours=2))
        for i in range(2)
    ]
    node.intake(filing(*bills))
    boxes = {line.equipment_number: line.box_id for line in node.worklist().lines}
    late = node.scans.take_of(boxes[NUMBERS[0]], SENT, actor="s").scan.taken.digest
    again = writers.hdf(radiograph())
    soon = node.scans.take_of(boxes[NUMBERS[1]], again, actor="s").scan.taken.digest
    assert [one.analysis.digest for one in node.verdicts.waiting()] == [late, soon]
    node.verdicts.read(soon, ALARM)
    assert [one.analysis.digest for one in node.verdicts.waiting()] == [soon, late]
    wish = Wish(
        kind=InspectionKind.SCAN, override=OverrideReason.OTHER, slot_at=DAY + timedelta(hours=1)
    )
    node.order(boxes[NUMBERS[0]], wish, actor="officer", seen=0)
    assert [one.analysis.digest for one in node.verdicts.waiting()] == [late, soon]


def test_a_request_sent_again_changes_nothing_more(node: Node, digest: str) -> None:
    sent = Sent(key="key-0001", digest="a")
    node.verdicts.give(digest, DOUBT, actor="ann", sent=sent)
    head = node.ledger.head()
    assert node.verdicts.give(digest, DOUBT, actor="ann", sent=sent).standing is Standing.SECOND
    assert node.ledger.head() == head
    with pytest.raises(Refused) as refused:
        node.verdicts.give(digest, OPEN, actor="ann", sent=Sent(key="key-0001", digest="b"))
    assert refused.value.code is Refusal.KEY_REUSED


def test_a_reading_that_says_the_same_is_kept_once(node: Node, digest: str) -> None:
    node.verdicts.read(digest, QUIET)
    head = node.ledger.head()
    node.verdicts.read(digest, QUIET)
    assert node.ledger.head() == head


def test_a_rebuild_says_the_same_of_all(node: Node, box: str, digest: str) -> None:
    scan_ordered(node, box)
    node.verdicts.claim(digest, actor="ann")
    node.verdicts.read(digest, ALARM)
    node.verdicts.give(digest, CLEAR, actor="ann")
    node.verdicts.give(digest, OPEN, actor="bob")
    before = contents(node)
    node.rebuild()
    assert contents(node) == before


def test_nobody_judges_what_is_not_there(node: Node) -> None:
    with pytest.raises(UnknownDocument):
        node.verdicts.give("0" * 64, CLEAR, actor="ann")


def chance(node: Node) -> float:
    return node.worklist().lines[0].probability


@pytest.mark.parametrize("reading", [QUIET, ALARM])
def test_a_box_of_which_a_second_look_is_asked_stands_where_it_would_whatever_was_found(
    node: Node, box: str, digest: str, reading: Reading
) -> None:
    without = chance(node)
    node.verdicts.read(digest, reading)
    node.verdicts.give(digest, DOUBT, actor="ann")
    asked = chance(node)
    assert asked / (1 - asked) == pytest.approx(math.exp(MOST) * without / (1 - without))
    told = node.dossier(box, "bob").dossier.reasons[0]
    assert (told.code, told.contribution) == ("machine", MOST)
    for colleague in ("bob", "cem"):
        node.verdicts.give(digest, CLEAR, actor=colleague)
    assert chance(node) == without


def test_an_alarm_of_the_machine_raises_the_boxs_chance_until_analysts_settle_it(
    node: Node, box: str, digest: str
) -> None:
    before = chance(node)
    node.verdicts.read(digest, QUIET)
    quiet = chance(node)
    node.verdicts.read(digest, ALARM)
    raised = chance(node)
    assert raised / (1 - raised) == pytest.approx(20.09 * before / (1 - before), rel=1e-3)
    assert quiet < raised
    told = node.dossier(box, "officer").dossier
    assert (told.reasons[0].code, told.reasons[0].contribution) == ("machine", MOST)
    rebuilt = contents(node)
    node.rebuild()
    assert contents(node) == rebuilt
    node.verdicts.give(digest, CLEAR, actor="ann")
    assert chance(node) == raised
    node.verdicts.give(digest, CLEAR, actor="bob")
    assert chance(node) == before


def test_an_analysts_word_on_an_ordered_scan_takes_the_place_of_the_machines(
    node: Node, box: str, digest: str
) -> None:
    scan_ordered(node, box)
    node.verdicts.give(digest, OPEN, actor="ann")
    without = chance(node)
    node.verdicts.read(digest, ALARM)
    assert chance(node) == without


def test_a_box_filed_after_its_scan_was_read_is_raised_all_the_same(node: Node) -> None:
    bill = filing(consignment("BL1", NUMBERS[:1], arrival=DAY - timedelta(hours=2)))
    taken = node.scans.take(SENT, actor="s", equipment_number=NUMBERS[0])
    node.verdicts.read(taken.scan.taken.digest, ALARM)
    node.intake(bill)
    assert node.dossier(node.worklist().lines[0].box_id, "officer").dossier.reasons[0].code == (
        "machine"
    )
