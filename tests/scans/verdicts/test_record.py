"""Who may say what of a radiograph, and when enough have spoken."""

from datetime import UTC, datetime, timedelta
from itertools import count

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.ledger import Event
from quaywatch.ledger.acts import Act
from quaywatch.scans.reading import Finding, Reading, Sign
from quaywatch.scans.verdicts import (
    Analysis,
    Refusal,
    Refused,
    Says,
    Standing,
    Verdict,
    claim,
    doubt,
    give,
    give_back,
    read,
    show,
    withheld,
)

NOW = datetime(2026, 3, 2, 6, tzinfo=UTC)
FRESH = Analysis(digest="d")


def finding(sign: Sign = Sign.THREAT, false_alarm: float = 0.001, ratio: float = 4.0) -> Finding:
    return Finding(
        sign=sign, region=None, log_likelihood_ratio=ratio, false_alarm=false_alarm, reasons=()
    )


QUIET = Reading(
    engines={"net": "1"}, findings=(finding(Sign.MASS), finding(false_alarm=0.3, ratio=0.2))
)
ALARM = Reading(engines={"net": "1"}, findings=(finding(),))


def act(actor: str, at: datetime = NOW) -> Act:
    return Act(actor=actor, at=at, seen=0)


def says(made: Analysis, actor: str, word: Says, at: datetime = NOW) -> Analysis:
    return made.apply(give(made, Verdict(says=word, seconds=30), act(actor, at)))


def machine(made: Analysis, reading: Reading) -> Analysis:
    return made.apply(read(made, reading, "", act("machine")))


def refusal(made: Analysis, actor: str, word: Says, at: datetime = NOW) -> Refusal:
    with pytest.raises(Refused) as refused:
        says(made, actor, word, at)
    return refused.value.code


def test_one_analyst_clears_what_nobody_doubts() -> None:
    assert says(machine(FRESH, QUIET), "ann", Says.CLEAR).standing is Standing.CLEAR


def test_nobody_clears_alone_what_the_machine_alarms_on() -> None:
    once = says(machine(FRESH, ALARM), "ann", Says.CLEAR)
    assert once.standing is Standing.SECOND
    assert refusal(once, "ann", Says.CLEAR) is Refusal.FOUR_EYES
    assert refusal(once, " ANN ", Says.CLEAR) is Refusal.FOUR_EYES
    assert says(once, "bob", Says.CLEAR).standing is Standing.CLEAR


def test_nobody_clears_alone_what_another_analyst_doubts() -> None:
    doubted = says(machine(FRESH, QUIET), "ann", Says.SECOND_LOOK)
    once = says(doubted, "bob", Says.CLEAR)
    assert once.standing is Standing.SECOND
    assert says(once, "ann", Says.CLEAR).standing is Standing.CLEAR
    assert says(once, "cid", Says.CLEAR).standing is Standing.CLEAR


def test_a_clear_word_before_the_machines_counts_once_that_has_nothing_to_say() -> None:
    early = says(FRESH, "ann", Says.CLEAR)
    assert early.standing is Standing.MACHINE
    assert machine(early, QUIET).standing is Standing.CLEAR
    assert machine(early, ALARM).standing is Standing.SECOND


def test_an_alarm_of_a_later_engine_asks_for_a_second_analyst() -> None:
    cleared = says(machine(FRESH, QUIET), "ann", Says.CLEAR)
    assert machine(cleared, ALARM).standing is Standing.SECOND


@pytest.mark.parametrize("before", [FRESH, machine(FRESH, ALARM)])
def test_anybody_has_a_box_opened(before: Analysis) -> None:
    assert says(before, "ann", Says.OPEN).standing is Standing.OPEN
    cleared = says(says(machine(FRESH, ALARM), "ann", Says.CLEAR), "bob", Says.CLEAR)
    assert says(cleared, "bob", Says.OPEN).standing is Standing.OPEN
    assert refusal(says(before, "ann", Says.OPEN), "bob", Says.CLEAR) is Refusal.SETTLED


def test_whoever_may_look_second_is_told_nothing_until_they_spoke() -> None:
    once = says(machine(FRESH, ALARM), "ann", Says.CLEAR)
    assert withheld(once, "bob")
    assert not withheld(once, "ann")
    twice = says(once, "bob", Says.SECOND_LOOK)
    assert twice.given[1].blind
    assert not withheld(twice, "bob")


def test_whoever_was_shown_the_findings_cannot_look_second_but_can_have_it_opened() -> None:
    made = machine(FRESH, ALARM)
    shown = show(made, act("bob"))
    assert shown is not None
    made = says(made.apply(shown), "ann", Says.CLEAR)
    assert refusal(made, "bob", Says.CLEAR) is Refusal.NOT_BLIND
    opened = says(made, "bob", Says.OPEN)
    assert opened.given[-1].machine_shown
    assert not opened.given[-1].blind
    assert show(opened, act("bob")) is None


def test_a_claim_keeps_others_away_until_it_lapses_or_is_given_back() -> None:
    made = FRESH.apply(claim(FRESH, act("ann")))
    assert refusal(made, "bob", Says.OPEN) is Refusal.CLAIMED_BY_OTHER
    assert says(made, "bob", Says.CLEAR, NOW + timedelta(hours=1)).claimed_by is None
    with pytest.raises(Refused):
        give_back(made, act("bob"))
    free = made.apply(give_back(made, act("ann")))
    assert free.claimant(NOW) is None


STEPS = st.lists(
    st.one_of(
        st.tuples(st.sampled_from(["ann", "bob", "cid"]), st.sampled_from(list(Says))),
        st.tuples(st.just("machine"), st.sampled_from([QUIET, ALARM])),
    ),
    max_size=8,
)


@given(STEPS)
def test_whatever_is_said_nothing_doubted_is_cleared_by_one_alone(
    steps: list[tuple[str, Says | Reading]],
) -> None:
    made, events = FRESH, list[Event]()
    for number, (actor, word) in zip(count(), steps, strict=False):
        at = NOW + timedelta(minutes=number)
        try:
            if isinstance(word, Reading):
                event = read(made, word, "", act("machine", at))
            else:
                event = give(made, Verdict(says=word, seconds=1), act(actor, at))
        except Refused:
            continue
        events.append(event)
        made = made.apply(event)
        said = {each.by: each.verdict.says for each in made.given}
        doubted = made.reading is ALARM or Says.SECOND_LOOK in [
            each.verdict.says for each in made.given
        ]
        if made.standing is Standing.CLEAR:
            clear = [name for name, what in said.items() if what is Says.CLEAR]
            assert len(clear) >= (2 if made.reading == ALARM or doubted else 1)
            assert Says.OPEN not in said.values()
        if Says.OPEN in said.values():
            assert made.standing is Standing.OPEN
    again = FRESH
    for event in events:
        again = again.apply(event)
    assert again == made


@pytest.mark.parametrize("cleared_first", [False, True])
def test_what_is_doubted_without_a_word_of_why_is_cleared_by_two(cleared_first: bool) -> None:
    made = machine(FRESH, QUIET)
    if cleared_first:
        made = says(made, "ann", Says.CLEAR)
    event = doubt(made, act("machine"))
    assert event is not None
    made = made.apply(event)
    assert doubt(made, act("machine")) is None, "once is enough"
    if not cleared_first:
        made = says(made, "ann", Says.CLEAR)
    assert made.standing is Standing.SECOND
    assert refusal(made, "ann", Says.CLEAR) is Refusal.FOUR_EYES
    assert says(made, "bea", Says.CLEAR).standing is Standing.CLEAR
