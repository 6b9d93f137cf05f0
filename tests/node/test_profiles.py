"""A profile on the ledger: written, tried, watched, approved by somebody else, and ended."""

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import partial
from pathlib import Path
from typing import Any

import msgspec
import pytest

from quaywatch.node import Node, UnknownProfile
from quaywatch.rules import Example, ExpressionError, Profile
from quaywatch.rules.life import Refusal, Refused, Stage
from tests.node.making import NUMBERS, Clock, consignment, filing
from tests.node.tables import contents
from tests.rules.making import profile

BANANAS = 'any(goods.description.contains("BANANAS"))'


def written(code: str = "mine", expression: str = BANANAS, **more: Any) -> Profile:
    tests = (
        Example(name="yes", match=True, goods=({"description": "FRESH BANANAS"},)),
        Example(name="no", match=False, goods=({"description": "SCRAP"},)),
    )
    given: dict[str, Any] = {"tests": tests, "ends": date(2026, 12, 31), **more}
    return msgspec.structs.replace(profile(code, expression), **given)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def node(tmp_path: Path, clock: Clock) -> Iterator[Node]:
    with Node.open(tmp_path / "node.sqlite", clock=clock) as opened:
        opened.intake(filing(consignment("BL1"), consignment("BL2", description="SCRAP")))
        yield opened


def watched(node: Node, text: Profile, actor: str = "ann", seen: int = 0) -> int:
    life = node.profiles.draft(text, actor=actor, seen=seen)
    for step in (node.profiles.examine, node.profiles.backtest, node.profiles.shadow):
        life = step(text.code, actor=actor, seen=life.version)
    return life.version


def proposed(node: Node, clock: Clock, text: Profile, actor: str = "ann", seen: int = 0) -> int:
    version = watched(node, text, actor, seen)
    clock.at += timedelta(days=7)
    return node.profiles.propose(text.code, actor=actor, seen=version).version


def live(node: Node, clock: Clock, text: Profile) -> int:
    version = proposed(node, clock, text)
    return node.profiles.approve(text.code, actor="bob", seen=version).version


def refusal(act: Callable[[], object]) -> Refusal:
    with pytest.raises(Refused) as caught:
        act()
    return caught.value.code


def reasons(node: Node) -> set[str]:
    return {
        reason.code
        for line in node.worklist().lines
        for reason in node.dossier(line.box_id, "ann").dossier.reasons
    }


def test_a_watched_profile_is_noted_and_counts_for_nothing(node: Node) -> None:
    before = [(line.box_id, line.probability) for line in node.worklist().lines]
    watched(node, written())
    assert node.profiles.read("mine").met == 1
    meeting = [each.equipment_number for each in node.profiles.meeting("mine")]
    assert meeting == [NUMBERS[0]]
    assert [(line.box_id, line.probability) for line in node.worklist().lines] == before
    node.intake(filing(consignment("BL3", NUMBERS[2:3]), reference="M2"))
    assert node.profiles.read("mine").met == 2


def test_an_approved_profile_counts_at_once_and_for_what_comes_after(
    node: Node, clock: Clock
) -> None:
    assert "mine" not in reasons(node)
    live(node, clock, written())
    assert "mine" in reasons(node)
    assert "mine" in {each.code for each in node.rulebook.profiles}
    assert node.profiles.read("mine").life.stage is Stage.LIVE


def test_its_author_is_who_wrote_it_here_whatever_the_text_says(node: Node) -> None:
    life = node.profiles.draft(written(author="bob"), actor="ann", seen=0)
    assert life.draft is not None
    assert (life.draft.author, life.draft.version) == ("ann", 1)


def test_a_profile_is_watched_for_a_week_before_it_is_proposed(node: Node, clock: Clock) -> None:
    version = watched(node, written())
    clock.at += timedelta(days=6)
    assert (
        refusal(lambda: node.profiles.propose("mine", actor="ann", seen=version))
        is Refusal.TOO_SOON
    )


@pytest.mark.parametrize("ends", [None, date(2026, 3, 2), date(2028, 1, 1)])
def test_a_profile_has_an_end_within_a_year(node: Node, ends: date | None) -> None:
    text = written(ends=ends)
    assert refusal(lambda: node.profiles.draft(text, actor="ann", seen=0)) is Refusal.NO_END


def test_a_profile_whose_tests_fail_or_that_nothing_can_meet_goes_no_further(node: Node) -> None:
    wrong = written("a", tests=(Example(name="no", match=True),))
    version = node.profiles.draft(wrong, actor="ann", seen=0).version
    assert (
        refusal(lambda: node.profiles.examine("a", actor="ann", seen=version)) is Refusal.TESTS_FAIL
    )
    never = written(
        "b", "size(goods) > 5 && size(goods) < 3", tests=(Example(name="no", match=False),)
    )
    version = node.profiles.draft(never, actor="ann", seen=0).version
    assert refusal(lambda: node.profiles.examine("b", actor="ann", seen=version)) is Refusal.LINT


def test_a_text_that_cannot_be_read_or_a_code_that_is_taken_is_not_written_down(node: Node) -> None:
    with pytest.raises(ExpressionError):
        node.profiles.draft(written(expression="consigne.name"), actor="ann", seen=0)
    taken = written("freight-in-cash")
    assert refusal(lambda: node.profiles.draft(taken, actor="ann", seen=0)) is Refusal.TAKEN
    with pytest.raises(UnknownProfile):
        node.profiles.examine("mine", actor="ann", seen=0)
    assert node.profiles.all() == []


def test_nobody_approves_what_they_wrote_edited_proposed_or_wrote_elsewhere(
    node: Node, clock: Clock
) -> None:
    node.profiles.draft(written("draft-of-eve"), actor="eve", seen=0)
    version = node.profiles.draft(written(), actor="ann", seen=0).version
    version = watched(node, written(weight=2.0), "bob", version)
    clock.at += timedelta(days=7)
    version = node.profiles.propose("mine", actor="cas", seen=version).version
    for actor in ("ann", "bob", "cas", " ANN", "eve", "\uff41nn"):
        approve = partial(node.profiles.approve, "mine", actor=actor, seen=version)
        assert refusal(approve) is Refusal.FOUR_EYES
    assert node.profiles.approve("mine", actor="dan", seen=version).approved_by == "dan"


def test_a_copy_by_a_colleague_in_other_words_is_not_its_writer_s_to_approve(
    node: Node, clock: Clock
) -> None:
    both = 'any(goods.description.contains("BANANAS")) && size(goods) > 0'
    turned = 'size(goods) > 0 && (any(goods.description.contains("BANANAS")))'
    node.profiles.draft(written("original", both), actor="ann", seen=0)
    version = proposed(node, clock, written("copy", turned), "bob")
    assert (
        refusal(lambda: node.profiles.approve("copy", actor="ann", seen=version))
        is Refusal.FOUR_EYES
    )


def test_an_edit_leaves_the_approved_text_in_force_until_it_is_approved_itself(
    node: Node, clock: Clock
) -> None:
    version = live(node, clock, written())
    edited = written(expression='any(goods.description.contains("SCRAP"))', weight=3.0)
    version = node.profiles.draft(edited, actor="bob", seen=version).version
    life = node.profiles.read("mine").life
    assert life.live is not None
    assert (life.stage, life.live.expression) == (Stage.DRAFTED, BANANAS)
    assert (
        refusal(lambda: node.profiles.approve("mine", actor="dan", seen=version))
        is Refusal.WRONG_STAGE
    )


def test_a_profile_that_counts_is_ended_by_two_and_still_told_of_what_it_met(
    node: Node, clock: Clock
) -> None:
    version = live(node, clock, written())
    assert (
        refusal(lambda: node.profiles.retire("mine", actor="ann", seen=version))
        is Refusal.FOUR_EYES
    )
    life = node.profiles.propose_retirement("mine", "stale", actor="ann", seen=version)
    seen = life.version
    assert (
        refusal(lambda: node.profiles.retire("mine", actor="ann", seen=seen)) is Refusal.FOUR_EYES
    )
    node.profiles.retire("mine", actor="bob", seen=seen)
    assert "mine" not in reasons(node)
    assert node.rulebook.title("mine", "nl") == "een"


def test_a_proposal_given_back_has_to_be_proven_anew(node: Node, clock: Clock) -> None:
    version = proposed(node, clock, written())
    life = node.profiles.give_back("mine", "too wide", actor="bob", seen=version)
    assert (life.stage, life.tried, life.shadow_since) == (Stage.DRAFTED, None, None)


def test_what_it_costs_and_brings_is_told_of_the_days_since_it_counts(
    node: Node, clock: Clock
) -> None:
    node.plan_day()
    version = watched(node, written())
    assert node.profiles.worth("mine") is None
    clock.at += timedelta(days=7)
    version = node.profiles.propose("mine", actor="ann", seen=version).version
    node.profiles.approve("mine", actor="bob", seen=version)
    told = node.profiles.worth("mine")
    assert told is not None
    assert told.days == 0


def test_a_rebuild_and_a_second_process_see_the_same(
    node: Node, clock: Clock, tmp_path: Path
) -> None:
    version = live(node, clock, written())
    node.intake(filing(consignment("BL3", NUMBERS[2:3]), reference="M2"))
    life = node.profiles.propose_retirement("mine", "stale", actor="ann", seen=version)
    watched(node, written("other", 'any(goods.description.startsWith("FRESH BAN"))'))
    with Node.open(tmp_path / "node.sqlite", clock=clock) as other:
        assert {each.code for each in other.rulebook.profiles} >= {"mine"}
        assert other.profiles.read("mine").life == node.profiles.read("mine").life
        other.profiles.retire("mine", actor="bob", seen=life.version)
    node.worklist()
    assert "mine" not in {each.code for each in node.rulebook.profiles}
    before = contents(node)
    node.rebuild()
    assert contents(node) == before
