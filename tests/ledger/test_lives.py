"""What happens to one thing, step by step, and what only a second person may do."""

from datetime import UTC, datetime, timedelta
from enum import StrEnum

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.ledger import Event, lives
from quaywatch.ledger.acts import Act, Refused, next_event, one_of
from quaywatch.ledger.lives import next_step, require_second

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)


class Did(StrEnum):
    PUT = "gate.put"
    TAKEN = "gate.taken"


class Fact(msgspec.Struct, frozen=True):
    weight: int


class Why(StrEnum):
    OWN = "own"
    NONE = "none"


class Scale(lives.Life[Did, Fact], frozen=True, kw_only=True):
    """Something with a weight, to which weights are put and from which they are taken."""

    total: int = 0

    def apply(self, event: Event) -> "Scale":
        step = next_step(event, "gate/1", self.version, Did, Fact)
        sign = 1 if step.kind is Did.PUT else -1
        return self.after(step, {"total": self.total + sign * step.fact.weight})


WORDS = st.tuples(st.sampled_from(Did), st.integers(0, 9), st.sampled_from(["ann", "bob"]))
PEOPLE = {
    "ann": "ann",
    "Ann": "ann",
    " ANN ": "ann",
    "\uff41\uff4e\uff4e": "ann",
    "bob": "bob",
    "cy": "cy",
}
"""Who each account name is, as it is written."""
NAMES = st.sampled_from(list(PEOPLE))
FIRSTS = st.lists(NAMES | st.sampled_from(["", None]), max_size=4)


def events(words: list[tuple[Did, int, str]]) -> list[Event]:
    return [
        next_event(
            "gate/1",
            place,
            Act(actor=actor, at=NOW + timedelta(minutes=place), seen=place - 1),
            kind,
            msgspec.json.encode(Fact(weight)),
        )
        for place, (kind, weight, actor) in enumerate(words, start=1)
    ]


@given(st.lists(WORDS, max_size=8))
def test_a_life_is_all_its_steps_in_order_and_what_they_changed(
    words: list[tuple[Did, int, str]],
) -> None:
    scale = Scale()
    for event in events(words):
        scale = scale.apply(event)
    assert [(one.kind, one.fact.weight, one.actor) for one in scale.history] == words
    assert [one.version for one in scale.history] == list(range(1, scale.version + 1))
    assert scale.total == sum(w if kind is Did.PUT else -w for kind, w, _ in words)
    assert msgspec.json.decode(msgspec.json.encode(scale), type=Scale) == scale


@given(st.lists(WORDS, min_size=2, max_size=6), st.data())
def test_no_step_is_left_out_taken_twice_or_taken_from_elsewhere(
    words: list[tuple[Did, int, str]], data: st.DataObject
) -> None:
    made = events(words)
    place = data.draw(st.integers(0, len(made) - 1))
    scale = Scale()
    for event in made[:place]:
        scale = scale.apply(event)
    for number, event in enumerate(made):
        if number != place:
            with pytest.raises(ValueError, match="does not follow"):
                scale.apply(event)
    with pytest.raises(ValueError, match="does not follow"):
        scale.apply(msgspec.structs.replace(made[place], stream="gate/2"))
    with pytest.raises(ValueError, match="swung"):
        scale.apply(msgspec.structs.replace(made[place], kind="gate.swung"))


@given(NAMES, FIRSTS)
def test_whoever_had_a_hand_in_it_is_never_the_second_person(
    actor: str, firsts: list[str | None]
) -> None:
    act = Act(actor=actor, at=NOW, seen=0)
    person = PEOPLE[actor]
    named = {PEOPLE[one] for one in firsts if one}

    def refusal(none: bool) -> Why | None:
        nobody = Refused(Why.NONE, "nobody came first") if none else None
        try:
            require_second(act, firsts, Refused(Why.OWN, "your own"), nobody)
        except Refused as refused:
            return refused.code
        return None

    assert refusal(none=False) == (Why.OWN if person in named else None)
    expected = Why.OWN if person in named else None
    assert refusal(none=True) == (expected if named else Why.NONE)
    assert one_of(actor, [one for one in firsts if one]) == (person in named)
