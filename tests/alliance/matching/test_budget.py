"""Nobody asks more than was agreed, however they go about it."""

from datetime import datetime, timedelta

import msgspec
import pytest
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule

from quaywatch.alliance import Purpose
from quaywatch.alliance.matching import Epoch, Quota, Refused, Telling, Why, lift
from quaywatch.alliance.matching.blinding import Blinded
from quaywatch.alliance.matching.budget import budget, suspend
from quaywatch.alliance.matching.manifest import Manifest
from quaywatch.alliance.matching.messages import Question
from quaywatch.alliance.matching.table import padded
from tests.alliance.making import ANTWERP, NOW
from tests.alliance.matching.match_making import HOUR, SMALL, Pair, chance, containers

RISK = Purpose.RISK_ANALYSIS
MINUTE = timedelta(minutes=1)


def question(pair: Pair, epoch: Epoch, numbers: range, at: datetime = NOW) -> Question:
    asked = containers(numbers)
    made = pair.asker.ask(epoch, asked, pair.manifest(asked, at), at)
    assert made is not None
    return made


def why(pair: Pair, asked: Question, at: datetime = NOW) -> Why:
    with pytest.raises(Refused) as refused:
        pair.holder.answer(ANTWERP, asked, at)
    return refused.value.why


def test_what_may_be_asked_ends_with_the_hour_and_the_day_and_the_owner_sees_it(
    pair_on_each: Pair,
) -> None:
    epoch = pair_on_each.begin()
    _, answer = pair_on_each.ask(epoch, containers(range(128)))
    pair_on_each.open(answer)
    left = pair_on_each.holder.budget(ANTWERP, RISK, NOW)
    assert (left.asked_today, left.left_today, left.left_this_hour) == (128, 72, 22)
    assert (left.questions, left.to_open, left.suspended) == (1, 0, "")
    assert why(pair_on_each, question(pair_on_each, epoch, range(200, 232))) is Why.HOUR
    later = NOW + HOUR + MINUTE
    pair_on_each.ask(epoch, containers(range(300, 364)), later)
    assert (
        why(pair_on_each, question(pair_on_each, epoch, range(400, 412)), later + HOUR) is Why.DAY
    )
    pair_on_each.ask(epoch, containers(range(500, 612)), NOW + timedelta(hours=23))


def test_those_that_fill_a_question_count_too(pair: Pair) -> None:
    pair.ask(pair.begin(), containers(range(65)))
    assert pair.holder.budget(ANTWERP, RISK, NOW).asked_today == 96


def test_purposes_have_budgets_of_their_own(pair: Pair) -> None:
    pair.ask(pair.begin(), containers(range(128)))
    assert pair.holder.budget(ANTWERP, Purpose.INSPECTION, NOW).asked_today == 0


def test_a_size_that_gives_away_how_much_is_asked_is_refused(pair: Pair) -> None:
    epoch = pair.begin()
    asked = question(pair, epoch, range(8))
    for count in (0, 5, 7):
        cut = msgspec.structs.replace(asked, elements=asked.elements[: count * 32])
        assert why(pair, cut) is Why.SIZE
    half = msgspec.structs.replace(asked, elements=asked.elements[:40])
    assert why(pair, half) is Why.MALFORMED
    twice = msgspec.structs.replace(asked, elements=asked.elements[:128] * 2)
    assert why(pair, twice) is Why.MALFORMED
    assert why(pair, question(pair, epoch, range(1000, 1129))) is Why.SIZE


def test_a_count_of_few_is_not_told(pair: Pair) -> None:
    epoch = pair.begin(Telling.COUNT)
    assert why(pair, question(pair, epoch, range(8))) is Why.SIZE
    assert pair.ask(epoch, containers(range(16)))[0].count == 0


def test_a_manifest_is_committed_to_before_and_not_made_anew_all_the_time(pair: Pair) -> None:
    epoch = pair.begin()
    asked = containers(range(4))
    loose = Manifest(asked, b"s" * 32)
    assert why(pair, Blinded(epoch, asked, loose, b"t" * 32).question) is Why.MANIFEST
    for number in range(SMALL.manifests_per_day):
        pair.manifest(containers([number]))
    with pytest.raises(Refused) as refused:
        pair.manifest(asked)
    assert refused.value.why is Why.MANIFEST
    pair.manifest(asked, NOW + timedelta(days=1))


def test_a_manifest_of_all_that_there_could_be_is_none(pair: Pair) -> None:
    for size in (0, 100_001):
        with pytest.raises(Refused) as refused:
            pair.holder.commit(ANTWERP, b"r" * 32, size, NOW)
        assert refused.value.why is Why.MANIFEST


def test_who_does_not_open_in_time_asks_no_more_until_it_has(pair: Pair) -> None:
    epoch = pair.begin()
    _, answer = pair.ask(epoch, containers(range(4)))
    late = NOW + timedelta(days=1, minutes=1)
    assert why(pair, question(pair, epoch, range(8, 12), late), late) is Why.OVERDUE
    assert pair.holder.budget(ANTWERP, RISK, late).overdue == 1
    pair.open(answer, late)
    pair.ask(epoch, containers(range(20, 24)), late)


def test_a_suspension_is_lifted_by_two_people(pair: Pair) -> None:
    epoch = pair.begin()
    with pair.owner_store.writing() as connection:
        suspend(connection, ANTWERP, "it has guessed", NOW)
    asked = question(pair, epoch, range(4))
    assert why(pair, asked) is Why.SUSPENDED
    for first, second in (("ana", "ana"), ("ana", ""), ("", "bo")):
        with pair.owner_store.writing() as connection, pytest.raises(ValueError, match="two"):
            lift(connection, ANTWERP, first, second)
    with pair.owner_store.writing() as connection:
        lift(connection, ANTWERP, "ana", "bo")
    pair.holder.answer(ANTWERP, asked, NOW)


def test_trying_a_million_serials_ends_with_the_first_days_ration() -> None:
    """What is asked is forged without computing: the owner has to refuse it before it computes."""
    quota = Quota()
    pair = Pair(quota=quota)
    epoch = pair.begin()
    pair.hold(epoch, containers(range(3)))
    root = pair.manifest(containers(range(3))).root
    answered = refused = 0
    for first in range(0, 1_000_000, 4096):
        asked = b"".join(
            # In order, of the right length, and no elements: who is refused was not computed for.
            bytes(24) + number.to_bytes(8, "big")
            for number in range(first, first + 4096)
        )
        made = Question(epoch=epoch.id, manifest=root, elements=asked)
        with pytest.raises(Refused) as found:
            pair.holder.answer(ANTWERP, made, NOW)
        if found.value.why is Why.MALFORMED:
            answered += 4096
        else:
            assert found.value.why in (Why.HOUR, Why.DAY)
            refused += 4096
    assert answered <= quota.per_hour
    assert refused >= 980_000
    pair.close()


class Asking(RuleBasedStateMachine):
    """A partner that asks, waits, sends again, changes purposes, opens or does not."""

    def __init__(self) -> None:
        super().__init__()
        self.quota = Quota(
            per_day=40, per_hour=24, per_question=16, count_least=2, opened=1, manifests_per_day=99
        )
        self.pair = Pair(quota=self.quota)
        self.now = NOW
        self.epochs = [
            self.pair.holder.begin(ANTWERP, purpose, telling, NOW.date(), NOW.date().replace(day=9))
            for purpose in (RISK, Purpose.INSPECTION)
            for telling in Telling
        ]
        self.random = chance("machine")
        self.answered: list[tuple[Epoch, Question]] = []
        self.asked: dict[bytes, tuple[Purpose, object, int]] = {}
        self.waiting: list[tuple[Blinded, tuple[int, ...]]] = []

    @rule(which=st.integers(0, 3), first=st.integers(0, 99), count=st.integers(1, 16))
    def ask(self, which: int, first: int, count: int) -> None:
        epoch = self.epochs[which]
        items = containers(range(first, first + count))
        manifest = Manifest(items, b"m" * 32)
        try:
            self.pair.holder.commit(ANTWERP, manifest.root, len(manifest), self.now)
            made = Blinded(epoch, items, manifest, self.random(32))
            answer = self.pair.holder.answer(ANTWERP, made.question, self.now)
        except Refused:
            return
        size = padded(count)
        assert len(answer.elements) == 32 * size
        self.asked[made.question.digest] = (epoch.purpose, self.now, size)
        self.answered.append((epoch, made.question))
        self.waiting.append((made, answer.open))

    @rule(which=st.integers(0, 10))
    def again(self, which: int) -> None:
        if self.answered:
            epoch, sent = self.answered[which % len(self.answered)]
            if self.now.date() <= epoch.until_on:
                self.pair.holder.answer(ANTWERP, sent, self.now)

    @rule()
    def open(self) -> None:
        if self.waiting:
            made, places = self.waiting.pop(0)
            self.pair.holder.opened(ANTWERP, made.opening(places), self.now)

    @rule(minutes=st.sampled_from([1, 20, 59, 61, 600]))
    def wait(self, minutes: int) -> None:
        self.now += timedelta(minutes=minutes)

    @invariant()
    def no_more_than_was_agreed(self) -> None:
        for purpose in (RISK, Purpose.INSPECTION):
            spent = [(at, size) for one, at, size in self.asked.values() if one is purpose]
            for at, _ in spent:
                day = sum(size for other, size in spent if other.date() == at.date())
                hour = sum(size for other, size in spent if at - HOUR < other <= at)
                assert day <= self.quota.per_day
                assert hour <= self.quota.per_hour
            today = sum(size for at, size in spent if at.date() == self.now.date())
            with self.pair.owner_store.reading() as connection:
                shown = budget(connection, ANTWERP, purpose.value, self.quota, self.now)
            assert shown.asked_today == today
            assert shown.left_today == self.quota.per_day - today

    def teardown(self) -> None:
        self.pair.close()


Asking.TestCase.settings = settings(max_examples=12, stateful_step_count=25, deadline=None)
TestNobodyAsksMoreThanWasAgreed = Asking.TestCase
