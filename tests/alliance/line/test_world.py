"""Nodes on a bad line: nothing is lost or doubled, and what is withdrawn lives at no moment."""

import dataclasses
from typing import Any

import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, rule

from quaywatch.alliance.line import taking
from tests.alliance.line.world import Broken, Faults, World, run

MOVES = [move.__name__ for move, _ in World().moves]
RUNS = 60
STEPS = 80


class Line(RuleBasedStateMachine):
    """Any steps in any order; every world is looked at after each of them, and settles."""

    @initialize()
    def begin(self) -> None:
        self.world = World()

    @rule(move=st.sampled_from(MOVES), choice=st.integers(0, 2**16))
    def step(self, move: str, choice: int) -> None:
        self.world.random.seed(choice)
        self.world.do(getattr(self.world, move))

    def teardown(self) -> None:
        if hasattr(self, "world"):
            self.world.settle()


Line.TestCase.settings = settings(max_examples=25, stateful_step_count=40, deadline=None)
test_three_nodes_on_a_bad_line = Line.TestCase


def test_no_run_of_many_steps_breaks_anything() -> None:
    for seed in range(4):
        world = run(seed, 200)
        assert world.steps == 200
        assert any(one.withdrawn for one in world.told.values())


RELAYS = {
    **dict.fromkeys(("recall", "correct", "part", "jump", "read", "crash", "lose"), 0),
    "publish": 8,
    "pass_on": 20,
    "withdraw": 4,
    "set_off": 24,
    "arrive": 24,
    "ask": 12,
}
"""Moves by which copies cross withdrawals on their way."""


def found(faults: Faults | None = None, favour: dict[str, int] | None = None) -> str:
    """What breaks first in a few runs."""
    for seed in range(RUNS):
        try:
            run(seed, STEPS, faults, favour)
        except Broken as broken:
            return str(broken)
    return ""


@pytest.mark.parametrize(
    ("fault", "what"),
    [
        ("cursor_is_a_time", "missed some"),
        ("acknowledged_too_early", "has not got it"),
        ("label_is_stale", "must not"),
        ("filter_is_missing", "must not"),
    ],
)
def test_a_planted_mistake_is_found(fault: str, what: str) -> None:
    assert what in found(Faults(**{fault: True}))


def test_every_mistake_that_can_be_planted_is() -> None:
    assert {field.name for field in dataclasses.fields(Faults)} == {
        "cursor_is_a_time",
        "acknowledged_too_early",
        "label_is_stale",
        "filter_is_missing",
    }


def test_a_copy_that_revives_what_was_withdrawn_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even if the next tombstone would bury it again."""

    def revives(before: Any, notice: Any, *, by_origin: bool) -> bool:
        return before.gone is not None or notice.version > before.version

    monkeypatch.setattr(taking, "_follows", revives)
    assert "came to life again" in found(favour=RELAYS)


def test_a_copy_that_leaves_after_the_withdrawal_is_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """The log of what was sent is left as it was."""
    monkeypatch.setattr("quaywatch.alliance.line.sending.take_out", lambda *_: None)
    assert "after it was withdrawn" in found()
