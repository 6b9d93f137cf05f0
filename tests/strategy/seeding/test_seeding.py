"""Nothing counts that one person said alone, and what is out of date says so."""

from datetime import UTC, date, datetime

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from quaywatch.cargo import Concealment
from quaywatch.ledger.acts import Act, same_person
from quaywatch.strategy import seeding
from quaywatch.strategy.seeding import (
    Kind,
    Planted,
    Refusal,
    Refused,
    Stage,
    Standing,
    Test,
    detected,
    due,
    refreshed,
)

AT = datetime(2026, 3, 2, 12, tzinfo=UTC)
PEOPLE = ("ann", "Ann ", "bob", "eve")


def planted(second: str = "bob", stage: Stage = Stage.TARGETING) -> Planted:
    return Planted(
        kind=Kind.LOAD,
        stage=stage,
        port="BEANR",
        concealment=Concealment.IN_LOAD,
        made_on=date(2026, 1, 10),
        refresh_due=date(2026, 2, 20),
        second=second,
        where="MSKU1234565",
    )


def acting(test: Test, actor: str) -> Act:
    return Act(actor=actor, at=AT, seen=test.version)


def over(*, found: bool, on: date, stage: Stage = Stage.TARGETING) -> Test:
    test = Test(name="a")
    test = test.apply(seeding.register(test, planted(stage=stage), acting(test, "ann")))
    test = test.apply(seeding.confirm(test, acting(test, "bob")))
    test = test.apply(seeding.report(test, acting(test, "bob"), found=found, on=on))
    return test.apply(seeding.close(test, acting(test, "ann")))


class Lives(RuleBasedStateMachine):
    """People of whom two are one do what they like with a test."""

    def __init__(self) -> None:
        super().__init__()
        self.test = Test(name="t")
        self.steps: list[tuple[str, str]] = []

    def _do(self, step: str, actor: str, make) -> None:
        try:
            event = make(acting(self.test, actor))
        except Refused:
            return
        self.test = self.test.apply(event)
        self.steps.append((step, actor))

    @rule(actor=st.sampled_from(PEOPLE), second=st.sampled_from(PEOPLE))
    def register(self, actor: str, second: str) -> None:
        self._do("register", actor, lambda act: seeding.register(self.test, planted(second), act))

    @rule(actor=st.sampled_from(PEOPLE))
    def confirm(self, actor: str) -> None:
        self._do("confirm", actor, lambda act: seeding.confirm(self.test, act))

    @rule(actor=st.sampled_from(PEOPLE), found=st.booleans())
    def report(self, actor: str, found: bool) -> None:
        on = date(2026, 2, 1)
        self._do("report", actor, lambda act: seeding.report(self.test, act, found=found, on=on))

    @rule(actor=st.sampled_from(PEOPLE))
    def close(self, actor: str) -> None:
        self._do("close", actor, lambda act: seeding.close(self.test, act))

    @rule(actor=st.sampled_from(PEOPLE), reason=st.sampled_from(["", "lost"]))
    def call_off(self, actor: str, reason: str) -> None:
        self._do("call-off", actor, lambda act: seeding.call_off(self.test, reason, act))

    @invariant()
    def what_counts_was_planted_and_closed_by_two(self) -> None:
        by = dict(self.steps)
        if self.test.counts:
            assert not same_person(by["register"], by["confirm"])
            assert not same_person(by["report"], by["close"])

    @invariant()
    def nobody_else_ever_touched_it(self) -> None:
        assert all(self.test.responsible(actor) for _, actor in self.steps)

    @invariant()
    def a_reported_result_is_dropped_by_the_other_alone(self) -> None:
        by = dict(self.steps)
        if self.test.standing is Standing.CALLED_OFF and "report" in by:
            assert not same_person(by["report"], by["call-off"])


Lives.TestCase.settings = settings(max_examples=60, stateful_step_count=15, deadline=None)
TestLives = Lives.TestCase


def test_two_spellings_of_one_person_are_no_two() -> None:
    test = Test(name="a")
    with pytest.raises(Refused) as refused:
        seeding.register(test, planted(second="ANN "), acting(test, "ann"))
    assert refused.value.code is Refusal.FOUR_EYES


def test_who_looked_at_an_old_state_is_told() -> None:
    test = Test(name="a")
    after = test.apply(seeding.register(test, planted(), acting(test, "ann")))
    with pytest.raises(Refused) as refused:
        seeding.confirm(after, acting(test, "bob"))
    assert refused.value.code is Refusal.STALE_VERSION


def test_nothing_was_looked_at_tomorrow() -> None:
    test = Test(name="a")
    test = test.apply(seeding.register(test, planted(), acting(test, "ann")))
    test = test.apply(seeding.confirm(test, acting(test, "bob")))
    with pytest.raises(Refused) as refused:
        seeding.report(test, acting(test, "ann"), found=True, on=date(2026, 3, 3))
    assert refused.value.code is Refusal.TOO_SOON


def test_a_test_looked_at_after_its_date_is_stale_and_the_flow_model_is_told() -> None:
    fresh, stale = over(found=False, on=date(2026, 2, 1)), over(found=True, on=date(2026, 3, 1))
    assert (fresh.stale, stale.stale) == (False, True)
    assert refreshed([fresh], "BEANR", 2026)
    assert not refreshed([fresh, stale], "BEANR", 2026)
    assert not refreshed([], "BEANR", 2026)
    (told,) = detected([fresh, stale])
    assert (told.found, told.of, told.stale) == (1, 2, 1)
    assert told.low < 0.5 < told.high


def test_what_runs_beyond_its_date_is_due() -> None:
    test = Test(name="a")
    test = test.apply(seeding.register(test, planted(), acting(test, "ann")))
    assert due([test], date(2026, 2, 19)) == ()
    assert due([test], date(2026, 2, 20)) == (test,)
    assert due([over(found=True, on=date(2026, 2, 1))], date(2027, 1, 1)) == ()


def test_threats_inserted_into_pictures_stand_beside_the_rest() -> None:
    (told,) = detected([], inserted=(30, 50))
    assert (told.kind, told.stage, told.of) == ("inserted", Stage.SCAN, 50)
    assert detected([]) == ()
