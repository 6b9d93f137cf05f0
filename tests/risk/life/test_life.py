"""The life of a model as folded from its stream."""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from quaywatch.ledger import Event
from quaywatch.ledger.acts import Act, same_person
from quaywatch.risk import life as lives
from quaywatch.risk.life import Life, ModelKind, Refused, Report, Seal, Share, Span, Trained, Tried
from quaywatch.risk.trees.drift import Watch

DAY = datetime(2026, 3, 2, 6, tzinfo=UTC)
PEOPLE = st.sampled_from(["ann", "bob", "cas", " ANN "])
SEAL = Seal(key="00", signature="00")
SHARE = Share(value=1.0, low=0.0, high=2.0)
TRIED = Tried(
    days=3, own_days=1, refit_days=2, left_days=0, first=DAY.date(), last=DAY.date(),
    candidates=9.0, inspected=4, found=1, capacity=3, model=SHARE, live=SHARE, random=SHARE,
    overlap=0.5, lift=(), reliability=(), calibration_error=0.0, tie_rate=0.0,
)  # fmt: skip


def made(digest: str = "ab" * 32) -> Trained:
    return Trained(
        kind=ModelKind.ADDITIVE,
        version=digest[:16],
        digest=digest,
        size=2,
        made_with={},
        span=Span(position=1, until=DAY),
        report=Report(inspected=1, found=1, effective=1.0, prevalence=1.0),
        watch=Watch({}),
        card="",
        sheet="",
    )


def begun(actor: str = "ann") -> Life:
    life = Life(model_id=made().model_id)
    act = Act(actor=actor, at=DAY, seen=0)
    return life.apply(lives.train(life, made(), SEAL, b"{}", act))


def test_an_event_of_another_stream_or_out_of_turn_is_no_part_of_a_life() -> None:
    life = begun()
    event = lives.shadow(life, Act(actor="ann", at=DAY, seen=1))
    with pytest.raises(ValueError, match="does not follow"):
        Life(model_id=life.model_id).apply(event)
    with pytest.raises(ValueError, match="does not follow"):
        Life(model_id="other").apply(event)


def test_the_bytes_are_the_event_s_original_and_the_statement_its_payload() -> None:
    life = Life(model_id=made().model_id)
    event = lives.train(life, made(), SEAL, b"{}", Act(actor="ann", at=DAY, seen=0))
    assert event.original == b"{}"
    assert life.apply(event).trained == made()
    assert life.apply(event).work.digest == made().digest


def test_a_backtest_that_tried_nothing_is_not_kept() -> None:
    nothing = lives.Tried(**{f: getattr(TRIED, f) for f in TRIED.__struct_fields__} | {"days": 0})
    with pytest.raises(Refused, match="No day"):
        lives.backtested(begun(), nothing, Act(actor="ann", at=DAY, seen=1))


def test_watched_inputs_survive_the_ledger() -> None:
    table = pl.DataFrame({"port": ["A", "B", "A"]})
    from quaywatch.risk.trees.spec import Category, Spec

    watch = Watch.learned(
        table, pl.Series([0.1, 0.2, 0.3]).to_numpy(), Spec(categories=(Category(name="port"),))
    )
    trained = lives.Trained(
        **{f: getattr(made(), f) for f in Trained.__struct_fields__} | {"watch": watch}
    )
    life = Life(model_id=trained.model_id)
    event = lives.train(life, trained, SEAL, b"", Act(actor="ann", at=DAY, seen=0))
    assert life.apply(event).trained == trained


class Desk(RuleBasedStateMachine):
    """People who take any step with one model, and what must be true of it."""

    def __init__(self) -> None:
        super().__init__()
        self.life = Life(model_id=made().model_id)
        self.at = DAY
        self.makers: set[str] = set()
        self.ending = ""

    def take(self, event: Event) -> None:
        self.life = self.life.apply(event)

    def act(self, who: str) -> Act:
        self.at += timedelta(hours=1)
        return Act(actor=who, at=self.at, seen=self.life.version)

    def tried(self, who: str, name: str) -> bool:
        act = self.act(who)
        steps = {
            "train": lambda: lives.train(self.life, made(), SEAL, b"{}", act),
            "shadow": lambda: lives.shadow(self.life, act),
            "backtest": lambda: lives.backtested(self.life, TRIED, act),
            "propose": lambda: lives.propose(self.life, act),
            "approve": lambda: lives.approve(self.life, act, [self.life]),
            "return": lambda: lives.give_back(self.life, "no", act),
            "end": lambda: lives.propose_withdrawal(self.life, "odd", act),
            "withdraw": lambda: lives.withdraw(self.life, act),
        }
        try:
            self.take(steps[name]())
        except Refused:
            return False
        return True

    @rule(who=PEOPLE, name=st.sampled_from(["shadow", "backtest", "return"]))
    def step(self, who: str, name: str) -> None:
        self.tried(who, name)

    @rule(who=PEOPLE, name=st.sampled_from(["train", "propose"]))
    def make(self, who: str, name: str) -> None:
        if self.tried(who, name):
            self.makers.add(who)

    @rule(who=PEOPLE, other=PEOPLE)
    def bring_forward(self, who: str, other: str) -> None:
        self.make(who, "train")
        self.step(who, "shadow")
        self.step(who, "backtest")
        self.make(other, "propose")

    @rule(who=PEOPLE)
    def approve(self, who: str) -> None:
        if self.tried(who, "approve"):
            assert not any(same_person(who, maker) for maker in self.makers)
            self.ending = ""

    @rule(who=PEOPLE)
    def propose_the_end(self, who: str) -> None:
        if self.tried(who, "end"):
            self.ending = who

    @rule(who=PEOPLE)
    def withdraw(self, who: str) -> None:
        counted = self.life.counts
        if self.tried(who, "withdraw") and counted:
            assert self.ending
            assert not same_person(who, self.ending)

    @invariant()
    def it_never_counts_and_is_watched_at_once(self) -> None:
        assert not (self.life.counts and self.life.watched)
        assert self.life.version == len(self.life.history)


def test_no_model_counts_by_the_hand_of_its_makers() -> None:
    run_state_machine_as_test(
        Desk,
        settings=settings(
            max_examples=60,
            stateful_step_count=25,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
