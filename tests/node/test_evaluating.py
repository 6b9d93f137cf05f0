"""What targeting was worth, told from the ledger of a node."""

from datetime import date, timedelta

import msgspec
import pytest

from quaywatch.cargo import InspectionKind, MovementKind, Outcome, OutcomeResult
from quaywatch.inspections import SkipReason
from quaywatch.inspections.evaluation import Reason
from quaywatch.inspections.treatments import Treatments
from quaywatch.node import Node, UnknownModel, UnknownProfile, Wish
from quaywatch.node.backtesting import history
from quaywatch.node.evaluating import Asked, PolicyKind
from quaywatch.node.sampling import detection
from quaywatch.node.sampling import planned as planned_days
from quaywatch.risk.life import ModelKind
from tests.node.making import DAY, NUMBERS, consignment, filing, movement
from tests.node.teaching import taught, trained
from tests.rules.making import profile
from tests.trees import needs_trees

BANANAS = 'any(goods.description.contains("BANANAS"))'
DOCUMENTS, SCAN, OPEN = InspectionKind.DOCUMENTS, InspectionKind.SCAN, InspectionKind.OPEN


def planned(node: Node) -> None:
    """Plan a day with one box of which something is found an hour after its pick-up."""
    leaves = movement(NUMBERS[0], MovementKind.GATE_OUT, DAY + timedelta(days=3), "planned")
    box = node.intake(filing(consignment(arrival=DAY), movements=(leaves,))).boxes[0]
    node.plan_day()
    wish = Wish(kind=InspectionKind.OPEN)
    record = node.order(box, wish, actor="ann", seen=node.worklist().lines[0].version)
    outcome = Outcome(result=OutcomeResult.FOUND)
    node.outcome(box, outcome, actor="ann", seen=record.version)


def test_a_planned_day_tells_its_candidates_and_what_was_found(small_node: Node) -> None:
    planned(small_node)
    told = small_node.evaluations.of(Asked())
    assert (told.policy, told.days, told.first) == ("live", 1, DAY.date())
    assert (told.candidates, told.picked, told.inspected, told.found) == (1, 1, 1, 1)
    assert told.live.hit_rate.value == 1.0
    assert [each.stratum for each in told.strata] == ["EC"]
    assert told.live.per_hour is not None
    assert told.live.per_hour.value == 1.0
    assert told.present is not None
    assert Reason.ASSUMED_DETECTION in told.reasons


def test_inspections_that_were_taken_over_stand_for_all_that_was_there(small_node: Node) -> None:
    taught(small_node)
    told = small_node.evaluations.of(Asked())
    assert (told.inspected, told.found, told.candidates) == (40, 20, 80)
    assert told.prevalence.value == pytest.approx(0.5)
    assert {each.stratum: each.found for each in told.strata} == {"CN": 0, "EC": 20}
    assert Reason.NO_DETECTION in told.reasons


def test_a_model_s_choice_is_judged_though_it_never_chose(small_node: Node) -> None:
    life = trained(taught(small_node))
    asked = Asked(policy=PolicyKind.MODEL, model_id=life.model_id)
    told = small_node.evaluations.of(asked)
    assert told.chosen.uplift.value is not None
    assert told.chosen.uplift.value > 1.5
    assert told.lot.uplift.value == pytest.approx(1.0)
    assert Reason.TAUGHT in told.reasons


def test_profiles_choose_by_lot_among_what_meets_them(small_node: Node) -> None:
    taught(small_node)
    code = small_node.rulebook.profiles[0].code
    told = small_node.evaluations.of(Asked(policy=PolicyKind.PROFILES, profiles=(code,)))
    assert told.policy == code
    assert told.chosen.inspections <= 40


def test_profiles_in_draft_choose_as_if_they_counted(small_node: Node) -> None:
    taught(small_node)
    ends = DAY.date() + timedelta(days=90)
    text = msgspec.structs.replace(profile("mine", BANANAS), ends=ends)
    small_node.profiles.draft(text, actor="ann", seen=0)
    assert small_node.evaluations.ways().drafts == ("mine",)
    told = small_node.evaluations.of(Asked(policy=PolicyKind.PROFILES, drafts=("mine",)))
    assert told.policy == "mine*"
    assert told.chosen.inspections > 0


def test_a_drawn_box_that_was_skipped_is_missing(small_node: Node) -> None:
    leaves = movement(NUMBERS[0], MovementKind.GATE_OUT, DAY + timedelta(days=3), "planned")
    small_node.intake(filing(consignment(arrival=DAY), movements=(leaves,)))
    small_node.plan_day()
    line = small_node.worklist().lines[0]
    small_node.board.skip(
        line.box_id, SkipReason.OTHER, actor="ann", seen=line.version, knowing=True
    )
    told = small_node.evaluations.of(Asked())
    assert (told.picked, told.inspected) == (1, 0)
    with small_node.ledger.engine.connect() as connection:
        past = history(small_node.ledger, connection)
    assert planned_days(past, small_node.rulebook).candidates["left_out"].to_list() == [True]


def test_only_the_days_asked_for_count(small_node: Node) -> None:
    taught(small_node)
    early = Asked(until=DAY.date() - timedelta(days=41))
    told = small_node.evaluations.of(early)
    assert (told.inspected, told.days) == (0, 0)
    assert Reason.NO_INSPECTIONS in told.reasons
    late = small_node.evaluations.of(Asked(since=date(2000, 1, 1)))
    assert late.inspected == 40


@needs_trees
def test_where_a_model_asks_the_past_all_inspections_stand_for_others(small_node: Node) -> None:
    taught(small_node, surprises=3)
    life = trained(small_node, kind=ModelKind.LEARNED)
    told = small_node.evaluations.of(Asked(policy=PolicyKind.MODEL, model_id=life.model_id))
    assert told.inspected == 40
    assert told.ranking


def test_what_is_not_there_cannot_be_judged(small_node: Node) -> None:
    with pytest.raises(UnknownModel):
        small_node.evaluations.of(Asked(policy=PolicyKind.MODEL, model_id="none"))
    with pytest.raises(UnknownProfile):
        small_node.evaluations.of(Asked(policy=PolicyKind.PROFILES, profiles=("none",)))


def test_opening_a_container_sees_more_than_a_scan_of_it() -> None:
    declared = Treatments.load()
    sees = [detection(declared, (kind,)) for kind in (DOCUMENTS, SCAN, OPEN)]
    assert 0 < sees[0] < sees[1] < sees[2] <= 1


def test_two_looks_of_which_both_must_speak_up_find_less_than_either() -> None:
    declared = Treatments.load()
    both = detection(declared, (SCAN, OPEN))
    assert both < min(detection(declared, (kind,)) for kind in (SCAN, OPEN))
