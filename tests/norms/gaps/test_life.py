"""A gap is closed by its owner, seen by somebody else, and what slips shows."""

from datetime import UTC, date, datetime

import pytest

from quaywatch.ledger.acts import Act
from quaywatch.norms.gaps import life
from quaywatch.norms.gaps.life import Plan, Refusal, Refused

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
JUNE, JULY = date(2026, 6, 30), date(2026, 7, 31)
FRESH = Plan(port="BEANR", requirement="SCN-01")


def act(plan: Plan, actor: str) -> Act:
    return Act(actor=actor, at=NOW, seen=plan.version)


def planned() -> Plan:
    event = life.plan(FRESH, "ann", JUNE, "two scanners", act(FRESH, "chief"), 3e6)
    return FRESH.apply(event)


def closed() -> Plan:
    made = planned()
    return made.apply(life.close(made, ("E1",), act(made, "ann")))


def test_a_plan_says_who_until_when_and_for_how_much() -> None:
    made = planned()
    assert (made.owner, made.until, made.eur) == ("ann", JUNE, 3e6)
    assert not made.is_late(JUNE)
    assert made.is_late(JULY)


def test_a_later_day_needs_a_reason_and_counts() -> None:
    made = planned()
    with pytest.raises(Refused) as refused:
        life.move(made, JULY, " ", act(made, "ann"))
    assert refused.value.code is Refusal.REASON_NEEDED
    moved = made.apply(life.move(made, JULY, "delivery is late", act(made, "ann")))
    assert (moved.until, moved.moves) == (JULY, 1)


def test_nothing_is_closed_that_nothing_shows() -> None:
    made = planned()
    with pytest.raises(Refused) as refused:
        life.close(made, (), act(made, "ann"))
    assert refused.value.code is Refusal.NOTHING_SHOWN


@pytest.mark.parametrize("who", ["ann", "Ann", "bob"])
def test_neither_owner_nor_who_said_so_agrees_that_it_is_closed(who: str) -> None:
    made = planned()
    made = made.apply(life.close(made, ("E1",), act(made, "bob")))
    with pytest.raises(Refused) as refused:
        life.agree(made, act(made, who))
    assert refused.value.code is Refusal.FOUR_EYES


def test_a_second_person_agrees_and_then_it_is_over() -> None:
    made = closed()
    done = made.apply(life.agree(made, act(made, "cem")))
    assert done.agreed
    assert not done.is_late(date(2027, 1, 1))
    with pytest.raises(Refused) as refused:
        life.move(done, JULY, "again", act(done, "ann"))
    assert refused.value.code is Refusal.OVER


def test_who_finds_it_open_says_why_and_it_is_its_owners_again() -> None:
    made = closed()
    back = made.apply(life.refuse(made, "one scanner stands idle", act(made, "cem")))
    assert (back.closed_by, back.agreed, back.owner) == ("", False, "ann")


def test_who_saw_an_earlier_state_is_told() -> None:
    made = planned()
    with pytest.raises(Refused) as refused:
        life.close(made, ("E1",), act(FRESH, "ann"))
    assert refused.value.code is Refusal.STALE_VERSION


def test_it_is_planned_once() -> None:
    made = planned()
    with pytest.raises(Refused) as refused:
        life.plan(made, "bob", JULY, "three scanners", act(made, "chief"))
    assert refused.value.code is Refusal.PLANNED
