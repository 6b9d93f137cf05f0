"""However people go about it, nobody knows the seed before the freeze and none counts twice."""

from collections.abc import Callable
from datetime import timedelta

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from quaywatch.inspections import drawing
from quaywatch.inspections.drawing import Draw, Refusal, Refused, Stage, Strength
from quaywatch.ledger import Event
from quaywatch.ledger.acts import Act
from tests.inspections.drawing import making
from tests.inspections.drawing.making import DAY, EVE, KEY, MORNING, SHARE

PEOPLE = st.sampled_from(["ann", "Ann ", "bob", "cas", "planner"])
TEXTS = st.sampled_from(["a text of some length", "another one, as long", "short"])


def tried(command: Callable[[], Event]) -> Event | Refusal:
    """What comes of a command: its event, or why it is refused."""
    try:
        return command()
    except Refused as refused:
        return refused.code


class Drawing(RuleBasedStateMachine):
    """People try everything, in any order; what is refused leaves no trace."""

    def __init__(self) -> None:
        super().__init__()
        self.draw = Draw(day=DAY)
        self.now = EVE
        self.gave: dict[str, str] = {}
        self.frozen_when: int | None = None

    def act(self, actor: str) -> Act:
        return making.act(self.draw, actor, self.now)

    @rule(minutes=st.sampled_from([1, 20, 600]))
    def time_goes_by(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @rule(share=st.sampled_from([SHARE, b"t" * 32]))
    def commit(self, share: bytes) -> None:
        event = tried(lambda: drawing.commit(self.draw, share, None, self.act("planner"), KEY))
        if isinstance(event, Refusal):
            assert event is Refusal.WRONG_STAGE
            return
        assert self.draw.stage is Stage.NONE
        self.draw = making.stepped(self.draw, event)

    @rule(who=PEOPLE, text=TEXTS)
    def seal(self, who: str, text: str) -> None:
        given = drawing.sealed(self.draw.name, text)
        event = tried(lambda: drawing.seal(self.draw, given, self.act(who)))
        if isinstance(event, Refusal):
            assert event in {Refusal.WRONG_STAGE, Refusal.TWICE}
            return
        self.gave[who] = text
        self.draw = making.stepped(self.draw, event)

    @rule(who=PEOPLE)
    def freeze(self, who: str) -> None:
        event = tried(lambda: drawing.freeze(self.draw, making.document(), self.act(who), KEY))
        if isinstance(event, Refusal):
            assert event is Refusal.WRONG_STAGE
            return
        self.draw = making.stepped(self.draw, event)
        self.frozen_when = self.draw.version

    @rule(who=PEOPLE, text=TEXTS)
    def reveal(self, who: str, text: str) -> None:
        event = tried(lambda: drawing.reveal(self.draw, text, self.act(who)))
        if isinstance(event, Refusal):
            return
        assert text in self.gave.values()
        assert len(text) >= 16
        self.draw = making.stepped(self.draw, event)

    @rule(who=PEOPLE, share=st.sampled_from([SHARE, b"t" * 32]))
    def close(self, who: str, share: bytes) -> None:
        act = self.act(who)
        event = tried(lambda: drawing.close(self.draw, making.document(), share, act, KEY))
        if isinstance(event, Refusal):
            assert event is not Refusal.TOO_SOON or self.draw.awaits
            return
        self.draw = making.stepped(self.draw, event)

    @invariant()
    def everybody_counts_once_and_only_if_sealed_before_the_freeze(self) -> None:
        draw = self.draw
        plain = {each.by.strip().casefold() for each in draw.contributions}
        assert len(plain) == len(draw.contributions) == len({c.seal for c in draw.contributions})
        if draw.frozen is not None:
            assert draw.frozen.seals == tuple(each.seal for each in draw.contributions)
            assert all(each.at <= (draw.frozen_at or EVE) for each in draw.contributions)

    @invariant()
    def two_persons_means_two_who_did_not_make_the_plan(self) -> None:
        if drawing.strength(self.draw) is Strength.PERSONS:
            opened = {c.by.strip().casefold() for c in self.draw.contributions if c.value}
            assert len(opened - {self.draw.frozen_by.strip().casefold()}) >= 2

    @invariant()
    def what_is_drawn_holds_before_outsiders(self) -> None:
        if self.draw.stage is Stage.DRAWN:
            sheet = drawing.sheet_of(self.draw, making.document(), "cd" * 32, KEY)
            assert drawing.verify(drawing.written(sheet), KEY.public) == []


TestDrawing = Drawing.TestCase
TestDrawing.settings = settings(max_examples=60, stateful_step_count=25, deadline=None)


def test_an_old_sight_of_the_draw_is_refused() -> None:
    draw = making.committed()
    act = Act(actor="ann", at=MORNING, seen=0)
    assert tried(lambda: drawing.seal(draw, "ab" * 32, act)) is Refusal.STALE_VERSION
