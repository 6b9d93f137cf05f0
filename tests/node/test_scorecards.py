"""Marks and scorecards: as first filed, to whom it belongs, and nobody else's business."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import msgspec
import pytest

from quaywatch.cargo import BillLevel, Filing, FilingFunction, FilingHeader, Party, PartyRole
from quaywatch.formats import native
from quaywatch.node import Arrival, Node, UnknownSubject, last_sunday
from quaywatch.requests import RequestKind
from quaywatch.scorecards import Dimension, Period, SubjectKind
from tests.node.making import DAY, NUMBERS, consignment, filing
from tests.node.tables import contents
from tests.node.test_requests import ANSWER, Clock, file, sent

THIS_WEEK = Period.ending(DAY.date(), 1)
NAMELESS = "GENERAL CARGO"


def by(sender: str, *consignments, function=FilingFunction.ORIGINAL, reference="M1") -> bytes:
    header = FilingHeader(format="native", sender=sender, reference=reference, function=function)
    return native.write([Filing(header=header, consignments=consignments)])


def test_what_an_amendment_put_right_was_wrong_all_the_same(node: Node) -> None:
    node.intake(filing(consignment("BL1", description=NAMELESS)))
    node.intake(
        filing(consignment("BL1"), function=FilingFunction.AMENDMENT, reference="M2"),
    )
    (card,) = node.scorecards(SubjectKind.CARRIER, THIS_WEEK)
    precise = card.measures[Dimension.PRECISE]
    assert (card.name, card.consignments) == ("TSTL", 1)
    assert (precise.right, precise.judged) == (0, 1)


def test_the_first_version_counts_even_when_both_come_at_once(node: Node) -> None:
    vague, amended = consignment("BL1", description=NAMELESS), consignment("BL1")
    both = filing(vague) + filing(amended, function=FilingFunction.AMENDMENT, reference="M2")
    node.intake(both)
    (card,) = node.scorecards(SubjectKind.CARRIER, THIS_WEEK)
    assert card.measures[Dimension.PRECISE].right == 0
    rows = contents(node)
    node.rebuild()
    assert contents(node) == rows


def test_a_house_bill_is_its_forwarders_and_not_the_carriers(node: Node) -> None:
    house = msgspec.structs.replace(
        consignment("HB1", NUMBERS[:1]),
        level=BillLevel.HOUSE,
        master_reference="BL1",
        parties=(Party(role=PartyRole.FREIGHT_FORWARDER, name="Quay  Agency nv"),),
    )
    node.intake(by("TSTL", consignment("BL1", NUMBERS[:1])))
    node.intake(by("QUAY01", house, reference="M2"))
    counted = {
        kind: {c.name: c.consignments for c in node.scorecards(kind, THIS_WEEK)}
        for kind in SubjectKind
    }
    assert counted == {
        SubjectKind.CARRIER: {"TSTL": 1},
        SubjectKind.FORWARDER: {"QUAY AGENCY NV": 1},
        SubjectKind.FILER: {"TSTL": 1, "QUAY01": 1},
    }


def test_a_report_names_faults_lanes_weeks_and_the_worst(small_node: Node) -> None:
    weeks = [DAY - timedelta(weeks=n) for n in (2, 1, 0)]
    small_node.replay(
        Arrival(data=filing(consignment(f"W{n}"), reference=f"W{n}"), at=at)
        for n, at in enumerate(weeks)
    )
    worst = consignment("BAD", description=NAMELESS, consignee="", port="CNSHA")
    small_node.intake(filing(worst, reference="BAD"))
    period = Period.ending(DAY.date(), 4)
    report = small_node.scorecard(SubjectKind.CARRIER, "TSTL", period, "ann")
    assert report.card.consignments == 4
    assert [week.card.consignments for week in report.weeks] == [1, 1, 2]
    assert [lane.name for lane in report.lanes] == ["ECGYE>BEANR", "CNSHA>BEANR"]
    assert report.worst[0].reference == "BAD"
    assert "description-vague" in {finding.code for finding in report.worst[0].findings}
    assert {"description-vague", "consignee-missing"} <= {fault.code for fault in report.faults}


def test_a_look_at_a_report_is_on_the_ledger(small_node: Node) -> None:
    small_node.intake(filing(consignment()))
    small_node.scorecard(SubjectKind.CARRIER, "TSTL", THIS_WEEK, "ann")
    *_, last = small_node.ledger.read(0, 100)
    assert (last.kind, last.actor) == ("scorecard.read", "ann")


def test_who_filed_nothing_has_no_report(small_node: Node) -> None:
    with pytest.raises(UnknownSubject, match="filed nothing"):
        small_node.scorecard(SubjectKind.CARRIER, "TSTL", THIS_WEEK, "ann")


def test_a_voyage_without_dates_is_not_judged_late_or_in_time(small_node: Node) -> None:
    undated = consignment()
    conveyance = msgspec.structs.replace(undated.conveyance, departure_at=None, arrival_at=None)
    small_node.intake(filing(msgspec.structs.replace(undated, conveyance=conveyance)))
    (card,) = small_node.scorecards(SubjectKind.CARRIER, THIS_WEEK)
    assert Dimension.ON_TIME not in card.measures


def test_what_others_declare_counts_against_nobody(small_node: Node) -> None:
    for reference in ("BL1", "BL2"):
        small_node.intake(filing(consignment(reference, NUMBERS[:1]), reference=reference))
    rows = contents(small_node)
    assert "container-duplicate" in {code for code, _ in rows["box_finding"]}
    assert "container-duplicate" not in {code for _, code in rows["mark_finding"]}


def test_periods_are_whole_weeks() -> None:
    period = Period.ending(date(2026, 3, 4), 2)
    assert (period.first_day, period.last_day) == (date(2026, 2, 23), date(2026, 3, 8))
    assert period.before.last_day == date(2026, 2, 22)
    assert last_sunday(DAY) == date(2026, 3, 1)


def test_another_batch_gives_the_same_marks(
    open_node: Callable[[str], Node], new_ledger_url: Callable[[], str]
) -> None:
    messages = [
        filing(consignment(f"B{n}", description=d)) for n, d in enumerate((NAMELESS, "FISH"))
    ]
    one, two = open_node(new_ledger_url()), open_node(new_ledger_url())
    one.intake(b"".join(messages))
    for message in messages:
        two.intake(message)
    for table in ("mark_finding",):
        assert contents(one)[table] == contents(two)[table]


@pytest.mark.parametrize("in_time", [True, False])
def test_requests_answered_in_time_count_and_others_count_against(
    tmp_path: Path, in_time: bool
) -> None:
    clock = Clock()
    with Node.open(tmp_path / "node.sqlite", clock=clock) as node:
        name = sent(node, file(node, NAMELESS), RequestKind.INFORMATION)
        (before,) = node.scorecards(SubjectKind.CARRIER, THIS_WEEK)
        assert Dimension.ANSWERED not in before.measures
        clock.at += timedelta(hours=1 if in_time else 80)
        node.rounds.chase()
        seen = node.desk.read(name, actor="ann").request.version
        node.desk.answer(name, ANSWER, actor="ann", seen=seen)
        (card,) = node.scorecards(SubjectKind.CARRIER, THIS_WEEK)
        answered = card.measures[Dimension.ANSWERED]
        assert (answered.right, answered.judged) == (int(in_time), 1)
