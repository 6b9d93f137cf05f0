"""Threats in the pictures of readers, from the lot to what plans make of them."""

from dataclasses import replace
from datetime import timedelta

import numpy as np
import pytest

from quaywatch.cargo import InspectionKind
from quaywatch.inspections.readers.record import InsertingEvent, Insertion
from quaywatch.inspections.readers.scheduling import Rule, committed
from quaywatch.node import Node
from quaywatch.node.scanning.insertions import bound, shown
from quaywatch.scans import writers
from quaywatch.scans.verdicts import Marked, Says, Standing, Verdict
from quaywatch.world.scanner.delivering import radiograph
from quaywatch.world.scanner.expecting import expected
from quaywatch.world.scanner.exposing import expose
from quaywatch.world.scanner.installation import RELOCATABLE
from quaywatch.world.scanner.loads import Declared, load
from tests.node.making import DAY, NUMBERS, consignment, filing
from tests.node.tables import contents

CLEAR = Verdict(says=Says.CLEAR, seconds=20)


@pytest.fixture(scope="module")
def picture() -> bytes:
    """An empty container before a scanner with every fourth line and detector."""
    fan = replace(RELOCATABLE.fan, pitch=0.022, rows=222, line_spacing=0.02)
    scanner = replace(RELOCATABLE, name="small", fan=fan)
    scene = load(Declared("22G1", None, 0, 0.0), 1)
    return writers.tiff(radiograph(expose(expected(scene, scanner), scanner, 1), scanner))


@pytest.fixture
def digest(small_node: Node, picture: bytes) -> str:
    # Its box is picked up in three days; a scan of it is not urgent.
    small_node.intake(filing(consignment("BL1", NUMBERS[:1], arrival=DAY - timedelta(hours=2))))
    box = small_node.worklist().lines[0].box_id
    small_node.readers.set_rule(Rule(every=4, spare_minutes=0), actor="chief")
    return small_node.scans.take_of(box, picture, actor="scanner-1").scan.taken.digest


def given(node: Node, digest: str) -> Insertion:
    """Let readers take the picture until one gets it with a threat."""
    for number in range(100):
        reader = f"reader-{number}"
        node.inserting.prepare(reader)
        assert node.verdicts.take_next(actor=reader).digest == digest
        node.inserting.taken(digest, actor=reader)
        found = node.inserting.open(digest, reader)
        if found is not None:
            return found
        node.verdicts.give_back(digest, actor=reader)
    raise AssertionError("no lot fell in a hundred")


def marked(one: Insertion) -> Verdict:
    return Verdict(says=Says.OPEN, seconds=20, regions=(Marked(region=one.region),))


def test_only_the_reader_whose_lot_fell_sees_the_threat(small_node: Node, digest: str) -> None:
    threat = given(small_node, digest)
    true = small_node.scans.pixels(digest)
    theirs = small_node.inserting.pixels(digest, threat.reader)
    others = small_node.inserting.pixels(digest, "somebody else")
    assert np.array_equal(others.bands[0].pixels, true.bands[0].pixels)
    changed = theirs.bands[0].pixels != true.bands[0].pixels
    assert changed.any()
    box = threat.region
    changed[box.first_line : box.last_line, box.first_row : box.last_row] = False
    assert not changed.any()


def test_a_word_on_the_threat_is_no_word_on_the_box(small_node: Node, digest: str) -> None:
    threat = given(small_node, digest)
    told = small_node.inserting.judge(digest, marked(threat), actor=threat.reader)
    assert told is not None
    assert told.judged is not None
    assert told.judged.found
    assert small_node.verdicts.of(digest).standing is Standing.WAITING
    # The picture as it is comes after it, once.
    assert small_node.inserting.open(digest, threat.reader) is None
    assert small_node.inserting.judge(digest, CLEAR, actor=threat.reader) is None
    small_node.verdicts.give(digest, CLEAR, actor=threat.reader)
    assert small_node.verdicts.of(digest).given[0].by == threat.reader


def test_who_marks_another_place_has_missed_it(small_node: Node, digest: str) -> None:
    threat = given(small_node, digest)
    lines = small_node.scans.scan(digest).taken.lines
    first = 0 if threat.region.first_line > lines / 2 else lines - 5
    aside = replace_region(threat, first)
    told = small_node.inserting.judge(digest, aside, actor=threat.reader)
    assert told is not None
    assert told.judged is not None
    assert not told.judged.found


def replace_region(threat: Insertion, first_line: int) -> Verdict:
    region = type(threat.region)(
        first_line=first_line, last_line=first_line + 5, first_row=0, last_row=5
    )
    return Verdict(says=Says.OPEN, seconds=9, regions=(Marked(region=region),))


def test_the_picture_with_the_threat_can_be_made_again(small_node: Node, digest: str) -> None:
    threat = given(small_node, digest)
    before = small_node.inserting.pixels(digest, threat.reader)
    small_node.inserting.forget()
    again = small_node.inserting.pixels(digest, threat.reader)
    assert np.array_equal(before.bands[1].pixels, again.bands[1].pixels)


def test_the_node_is_bound_to_its_lots_before_any_falls(small_node: Node, digest: str) -> None:
    threat = given(small_node, digest)
    with small_node.ledger.engine.connect() as connection:
        periods = bound(connection)
        (one,) = shown(connection)
    assert [each.period for each in periods] == ["2026-03", "2026-04"]
    assert one.at >= periods[0].at
    assert small_node.inserting.secret_of(threat.period) is None
    secret = small_node.inserting.secret_of("2026-02")
    assert secret is not None
    assert periods[0].share != committed(bytes.fromhex(secret))


def test_without_a_rule_nobody_is_shown_anything(small_node: Node, digest: str) -> None:
    small_node.readers.set_rule(None, actor="chief")
    for number in range(20):
        small_node.inserting.prepare(f"reader-{number}")
        small_node.inserting.taken(digest, actor=f"reader-{number}")
    with small_node.ledger.engine.connect() as connection:
        assert shown(connection) == []


def test_whoever_saw_the_picture_as_it_is_is_shown_no_other(small_node: Node, digest: str) -> None:
    for number in range(30):
        small_node.scans.look(digest, actor=f"reader-{number}")
        small_node.inserting.prepare(f"reader-{number}")
        small_node.inserting.taken(digest, actor=f"reader-{number}")
    with small_node.ledger.engine.connect() as connection:
        assert shown(connection) == []


def test_readers_see_themselves_and_supervisors_all(small_node: Node, digest: str) -> None:
    threat = given(small_node, digest)
    small_node.inserting.judge(digest, marked(threat), actor=threat.reader)
    small_node.verdicts.give(digest, CLEAR, actor=threat.reader)
    all_ = small_node.readers.report(actor="chief", everybody=True)
    (one,) = all_.readers
    assert (one.curve.reader, one.curve.hits.times, one.curve.hits.of) == (threat.reader, 1, 1)
    assert one.curve.alarms.of == 1
    assert set(one.curve.places) == {threat.place.concealment}
    own = small_node.readers.report(actor=threat.reader, everybody=False)
    assert [each.curve.reader for each in own.readers] == [threat.reader]
    assert small_node.readers.report(actor="bo", everybody=False).readers == ()
    kinds = [one.kind for one in small_node.ledger.read()]
    assert kinds.count(InsertingEvent.SEEN) == 3


def test_tables_of_readers_come_back_from_the_ledger(small_node: Node, digest: str) -> None:
    threat = given(small_node, digest)
    small_node.inserting.judge(digest, marked(threat), actor=threat.reader)
    before = contents(small_node)
    small_node.rebuild()
    assert contents(small_node) == before


def test_too_few_threats_feed_no_plan(small_node: Node, digest: str) -> None:
    threat = given(small_node, digest)
    small_node.inserting.judge(digest, marked(threat), actor=threat.reader)
    small_node.verdicts.give(digest, CLEAR, actor=threat.reader)
    assert small_node.readers.feed(actor="chief") == ()
    assert small_node.treatments.of(InspectionKind.SCAN).detection
    assert small_node.treatments.curve == ()
