"""Two nodes find what they both hold; neither learns of anything else."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.alliance import Purpose
from quaywatch.alliance.matching import Asker, BadSegment, Fork, Refused, Telling, Why, hits
from quaywatch.alliance.matching.hits import State
from quaywatch.alliance.matching.messages import Segment
from quaywatch.alliance.matching.prf import BadElement
from quaywatch.alliance.matching.proof import BadProof
from tests.alliance.making import ANTWERP, NOW, ROTTERDAM
from tests.alliance.matching.match_making import (
    FIRST,
    HOUR,
    KEY,
    LAST,
    OTHER,
    SMALL,
    Pair,
    containers,
)

NUMBERS = st.sets(st.integers(0, 40), min_size=1, max_size=20)


def test_what_both_hold_is_found_and_waits_for_an_officer(pair_on_each: Pair) -> None:
    epoch = pair_on_each.begin()
    pair_on_each.hold(epoch, containers(range(50)))
    matched, answer = pair_on_each.ask(epoch, containers(range(45, 60)))
    assert matched.items == (*containers(range(45, 50)),)
    assert (matched.asked, matched.count) == (15, 5)
    assert 0 < matched.false_match < 1e-12
    with pair_on_each.asker_store.reading() as connection:
        waiting = hits.hits(connection, State.FOUND)
    assert sorted(one.item for one in waiting) == containers(range(45, 50))
    assert len(answer.elements) == 16 * 32


@settings(max_examples=15, deadline=None)
@given(held=NUMBERS, asked=NUMBERS, telling=st.sampled_from(Telling))
def test_the_intersection_is_the_one_of_the_sets(
    held: set[int], asked: set[int], telling: Telling
) -> None:
    quota = msgspec.structs.replace(SMALL, count_least=1)
    pair = Pair(quota=quota)
    epoch = pair.begin(telling)
    pair.hold(epoch, containers(held))
    matched, _ = pair.ask(epoch, containers(asked))
    assert matched.count == len(held & asked)
    both = (*containers(sorted(held & asked)),)
    assert matched.items == (both if telling is Telling.ITEMS else ())
    pair.close()


def test_what_was_asked_once_is_found_in_what_is_added_without_asking_again(
    pair_on_each: Pair,
) -> None:
    epoch = pair_on_each.begin()
    pair_on_each.hold(epoch, containers(range(10)))
    pair_on_each.ask(epoch, containers(range(5, 20)))
    later = pair_on_each.hold(epoch, containers(range(13)))
    assert later[-1].items == (*containers(range(5, 13)),)
    again = pair_on_each.asker.ask(
        epoch, containers(range(5, 20)), pair_on_each.manifest(containers([1])), NOW
    )
    assert again is None
    assert pair_on_each.holder.budget(ANTWERP, Purpose.RISK_ANALYSIS, NOW).asked_today == 16


def test_what_is_held_no_more_is_found_no_more(pair: Pair) -> None:
    epoch = pair.begin()
    pair.hold(epoch, containers(range(10)))
    pair.hold(epoch, containers(range(4)))
    matched, _ = pair.ask(epoch, containers(range(10)))
    assert matched.items == (*containers(range(4)),)
    pair.hold(epoch, containers(range(6)))
    matched = pair.hold(epoch, containers(range(7)))[-1]
    assert matched.items == (*containers(range(7)),)


def test_a_table_is_made_once_and_then_added_to(pair: Pair) -> None:
    epoch = pair.begin()
    assert len(pair.holder.hold(epoch, containers(range(70)))) == 1
    assert pair.holder.hold(epoch, containers(range(70))) == []
    (more,) = pair.holder.hold(epoch, containers(range(71)))
    assert len(more.table) < 700
    assert pair.holder.segments(epoch.id, 2) == [more]


def test_no_message_holds_a_thing_that_is_asked_or_held(pair: Pair) -> None:
    epoch = pair.begin()
    made = pair.holder.hold(epoch, containers(range(9)))
    asked = containers(range(5, 9))
    question = pair.asker.ask(epoch, asked, pair.manifest(asked), NOW)
    assert question is not None
    said = [msgspec.msgpack.encode(one) for one in (*made, question)]
    said.append(msgspec.msgpack.encode(pair.holder.answer(ANTWERP, question, NOW)))
    assert not any(b"MSCU" in one for one in said)


def test_the_same_thing_is_blinded_otherwise_each_time_and_each_epoch_has_a_key_of_its_own(
    pair: Pair,
) -> None:
    one, other = pair.begin(), pair.begin()
    assert (one.number, other.number) == (1, 2)
    assert one.public != other.public
    asked = containers([3])
    manifest = pair.manifest(asked)
    questions = [pair.asker.ask(epoch, asked, manifest, NOW) for epoch in (one, one, other)]
    assert len({question.elements for question in questions if question}) == 3
    # The key follows from the seed: nothing but the seed has to be kept secret.
    assert pair.begin(Telling.COUNT).public not in (one.public, other.public)


def test_an_answer_that_was_lost_comes_again_and_costs_nothing(pair_on_each: Pair) -> None:
    epoch = pair_on_each.begin()
    pair_on_each.hold(epoch, containers(range(10)))
    asked = containers(range(8))
    question = pair_on_each.asker.ask(epoch, asked, pair_on_each.manifest(asked), NOW)
    assert question is not None
    first = pair_on_each.holder.answer(ANTWERP, question, NOW)
    assert pair_on_each.asker.unanswered() == [question]
    pair_on_each.asker = Asker(pair_on_each.asker_store, ANTWERP)  # a restart in between
    again = pair_on_each.holder.answer(ANTWERP, pair_on_each.asker.unanswered()[0], NOW + HOUR)
    assert (first.elements, first.open) == (again.elements, again.open)
    assert pair_on_each.asker.answered(again, NOW).count == 8
    assert pair_on_each.asker.unanswered() == []
    assert pair_on_each.holder.budget(ANTWERP, Purpose.RISK_ANALYSIS, NOW).asked_today == 8


def test_an_answer_under_another_key_is_refused_and_nothing_of_it_is_kept(pair: Pair) -> None:
    epoch, other = pair.begin(), pair.begin()
    pair.hold(epoch, containers(range(10)))
    asked = containers(range(8))
    question = pair.asker.ask(epoch, asked, pair.manifest(asked), NOW)
    assert question is not None
    moved = msgspec.structs.replace(question, epoch=other.id)
    wrong = pair.holder.answer(ANTWERP, moved, NOW)
    wrong = msgspec.structs.replace(wrong, question=question.digest)
    with pytest.raises(BadProof):
        pair.asker.answered(wrong, NOW)
    right = pair.holder.answer(ANTWERP, question, NOW)
    with pytest.raises((BadProof, BadElement)):
        pair.asker.answered(msgspec.structs.replace(right, elements=right.elements[32:]), NOW)
    assert pair.asker.answered(right, NOW).count == 8


def test_a_piece_of_a_table_is_taken_once_in_order_and_only_from_its_owner(pair: Pair) -> None:
    epoch = pair.begin()
    one = pair.holder.hold(epoch, containers(range(5)))[0]
    two = pair.holder.hold(epoch, containers(range(6)))[0]
    owner = KEY.public_key()
    with pytest.raises(BadSegment, match="comes before"):
        pair.asker.take(two, owner, NOW)
    with pytest.raises(BadSegment, match="has not signed"):
        pair.asker.take(one, OTHER.public_key(), NOW)
    changed = bytes([*one.table[:-1], one.table[-1] ^ 1])
    for bad in (changed, two.table, b""):
        with pytest.raises(BadSegment):
            pair.asker.take(Segment(said=one.said, signature=one.signature, table=bad), owner, NOW)
    pair.asker.take(one, owner, NOW)
    pair.asker.take(one, owner, NOW)
    pair.asker.take(two, owner, NOW)


def test_two_tables_of_one_owner_are_a_fork_with_both_signatures(pair: Pair) -> None:
    twin = Pair()
    epoch = pair.begin()
    assert twin.begin() == epoch
    honest = pair.holder.hold(epoch, containers(range(5)))[0]
    other = twin.holder.hold(epoch, containers(range(4)))[0]
    pair.asker.take(honest, KEY.public_key(), NOW)
    with pytest.raises(Fork) as found:
        pair.asker.take(other, KEY.public_key(), NOW)
    assert found.value.proof == (honest, other)
    twin.close()


def test_only_the_partner_of_an_epoch_is_answered_and_only_in_its_time(pair: Pair) -> None:
    epoch = pair.begin()
    asked = containers(range(4))
    question = pair.asker.ask(epoch, asked, pair.manifest(asked), NOW)
    assert question is not None
    outside = NOW.replace(month=4)
    for partner, at in ((ROTTERDAM, NOW), ("hamburg.customs.example", NOW), (ANTWERP, outside)):
        with pytest.raises(Refused) as refused:
            pair.holder.answer(partner, question, at)
        assert refused.value.why is Why.EPOCH
    assert FIRST <= NOW.date() <= LAST


def test_nothing_is_asked_of_a_table_that_was_never_taken(pair: Pair) -> None:
    epoch = pair.holder.begin(ANTWERP, Purpose.INSPECTION, Telling.ITEMS, FIRST, LAST)
    asked = containers([1])
    with pytest.raises(KeyError):
        pair.asker.ask(epoch, asked, pair.manifest(asked), NOW)
