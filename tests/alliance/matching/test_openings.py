"""What was asked is shown at random, and who asked about what is on no manifest asks no more."""

from collections.abc import Callable

import msgspec
import pytest

from quaywatch.alliance import Purpose
from quaywatch.alliance.matching import Answer, NotOpened, Opening, Refused, Telling, Why, prf
from quaywatch.alliance.matching.blinding import Blinded
from quaywatch.alliance.matching.manifest import Manifest
from quaywatch.alliance.matching.messages import Opened
from tests.alliance.making import ANTWERP, NOW
from tests.alliance.matching.match_making import Pair, containers

RISK = Purpose.RISK_ANALYSIS


def asked(pair: Pair, telling: Telling) -> tuple[Opening, Answer]:
    _, answer = pair.ask(pair.begin(telling), containers(range(20)))
    return pair.asker.opening(answer), answer


@pytest.mark.parametrize("telling", Telling)
def test_an_honest_question_is_opened_and_the_owner_sees_that_much_and_no_more(
    pair_on_each: Pair, telling: Telling
) -> None:
    opening, answer = asked(pair_on_each, telling)
    shown = pair_on_each.holder.opened(ANTWERP, opening, NOW)
    assert len(answer.open) == 4
    assert len(shown) == sum(1 for one in opening.places if one.said)
    assert set(shown) <= {item.value for item in containers(range(20))}
    assert pair_on_each.holder.opened(ANTWERP, opening, NOW) == []
    budget = pair_on_each.holder.budget(ANTWERP, RISK, NOW)
    assert (budget.to_open, budget.suspended) == (0, "")


def first_item(opening: Opening) -> int:
    return next(at for at, one in enumerate(opening.places) if one.said)


def another_item(one: Opened) -> Opened:
    return msgspec.structs.replace(one, said=containers([999])[0].said)


def another_place(one: Opened) -> Opened:
    return msgspec.structs.replace(one, place=one.place ^ 1)


def another_salt(one: Opened) -> Opened:
    return msgspec.structs.replace(one, salt=bytes(16))


def another_blind(one: Opened) -> Opened:
    return msgspec.structs.replace(one, blind=prf.written(5) * (len(one.blind) // 32))


def no_path(one: Opened) -> Opened:
    return msgspec.structs.replace(one, path=())


def said_to_fill(one: Opened) -> Opened:
    return Opened(blind=one.blind[:32])


def no_item(one: Opened) -> Opened:
    return msgspec.structs.replace(one, said=b"\xff\xff")


@pytest.mark.parametrize("telling", Telling)
@pytest.mark.parametrize(
    "change",
    [another_item, another_place, another_salt, another_blind, no_path, said_to_fill, no_item],
)
def test_an_opening_that_does_not_hold_suspends_the_partner(
    telling: Telling, change: Callable[[Opened], Opened]
) -> None:
    pair = Pair()
    opening, _ = asked(pair, telling)
    places = list(opening.places)
    at = first_item(opening)
    places[at] = change(places[at])
    with pytest.raises(NotOpened):
        pair.holder.opened(ANTWERP, msgspec.structs.replace(opening, places=(*places,)), NOW)
    assert "did not hold" in pair.holder.budget(ANTWERP, RISK, NOW).suspended
    pair.close()


def test_leaving_one_out_is_no_opening(pair: Pair) -> None:
    opening, _ = asked(pair, Telling.ITEMS)
    cut = msgspec.structs.replace(opening, places=opening.places[1:])
    with pytest.raises(NotOpened):
        pair.holder.opened(ANTWERP, cut, NOW)


def test_nobody_opens_what_somebody_else_asked(pair: Pair) -> None:
    opening, _ = asked(pair, Telling.ITEMS)
    with pytest.raises(KeyError):
        pair.holder.opened("hamburg.customs.example", opening, NOW)


def test_who_asks_about_what_it_does_not_carry_is_caught(pair: Pair) -> None:
    """It commits to its manifest and asks about every other thing besides."""
    epoch = pair.begin()
    honest = pair.manifest(containers(range(8)))
    wider = Manifest(containers(range(64)), honest.secret)
    cheat = Blinded(epoch, containers(range(64)), wider, b"s" * 32)
    question = msgspec.structs.replace(cheat.question, manifest=honest.root)
    answer = pair.holder.answer(ANTWERP, question, NOW)
    opening = msgspec.structs.replace(cheat.opening(answer.open), question=question.digest)
    with pytest.raises(NotOpened, match="not on the manifest"):
        pair.holder.opened(ANTWERP, opening, NOW)
    again = Blinded(epoch, containers(range(8)), honest, b"t" * 32)
    with pytest.raises(Refused) as refused:
        pair.holder.answer(ANTWERP, again.question, NOW)
    assert refused.value.why is Why.SUSPENDED


def test_a_count_of_one_thing_among_what_fills_is_caught(pair: Pair) -> None:
    """Whoever fills a count by hand learns of the one thing, and shows nothing but fillers."""
    epoch = pair.begin(Telling.COUNT)
    honest = pair.manifest(containers(range(24)))
    made = Blinded(epoch, containers(range(1)), honest, b"s" * 32)
    r = prf.drawn(b"s" * 32, b"blind", 0)
    fill = {prf.base_times(n): n for n in range(2, 33)}
    item = prf.times(r, prf.VERIFIABLE.element(containers([0])[0].said))
    elements = sorted([*fill, item])
    question = msgspec.structs.replace(made.question, elements=b"".join(elements))
    answer = pair.holder.answer(ANTWERP, question, NOW)
    shown = tuple(
        Opened(blind=prf.written(fill[elements[at]]))
        if elements[at] in fill
        else made.opening([0]).places[0]
        for at in answer.open
    )
    with pytest.raises(NotOpened, match="next to nothing"):
        pair.holder.opened(ANTWERP, Opening(question=question.digest, places=shown), NOW)
