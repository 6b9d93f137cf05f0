"""When and where threats are inserted."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given as holds
from hypothesis import strategies as st

from quaywatch.cargo import Concealment, ConcealmentPlace
from quaywatch.inspections.readers.scheduling import (
    Asked,
    Had,
    Rule,
    committed,
    falls,
    key_of,
    period_of,
    place,
)
from tests.inspections.readers.synthetic import START

SECRET = bytes(range(32))
PLACES = (
    ConcealmentPlace.BEHIND_DOORS,
    ConcealmentPlace.AMONG_GOODS,
    ConcealmentPlace.FLOOR,
    ConcealmentPlace.ROOF,
)


def asked(
    number: int, had: tuple[Had, ...] = (), goods: str = "II", due: int | None = None
) -> Asked:
    return Asked(
        reader="ada",
        digest=f"{number:064x}",
        goods=goods,
        due_at=None if due is None else START + timedelta(minutes=due),
        at=START,
        had=had,
    )


def given(many: int, goods: str = "II", had: tuple[Had, ...] = ()) -> list[ConcealmentPlace | None]:
    rule = Rule(every=20)
    all_ = (asked(number, had, goods) for number in range(many))
    return [place(SECRET, one, PLACES) for one in all_ if falls(SECRET, one, rule)]


def test_about_one_picture_in_so_many_gets_a_threat() -> None:
    assert len(given(6000)) == pytest.approx(300, rel=0.2)


def test_that_one_fell_tells_nothing_of_the_next() -> None:
    rule = Rule(every=8)
    fell = [falls(SECRET, asked(number), rule) for number in range(8000)]
    after = [later for one, later in pairwise(fell) if one]
    assert sum(after) / len(after) == pytest.approx(1 / 8, rel=0.2)


def test_without_the_secret_nobody_knows() -> None:
    rule = Rule(every=8)
    one, other = (
        [falls(secret, asked(number), rule) for number in range(2000)]
        for secret in (SECRET, bytes(32))
    )
    both = sum(a and b for a, b in zip(one, other, strict=True))
    assert both / sum(one) == pytest.approx(1 / 8, rel=0.5)
    assert committed(SECRET) != committed(bytes(32))
    assert key_of(SECRET, "ada", "1") != key_of(SECRET, "bo", "1")


@holds(st.integers(0, 10_000), st.integers(-100, 59))
def test_an_urgent_picture_is_left_alone(number: int, due: int) -> None:
    assert not falls(SECRET, asked(number, due=due), Rule(every=4))


def test_goods_that_got_few_get_more() -> None:
    had = tuple(Had(goods="II", concealment=Concealment.RIP_ON) for _ in range(30))
    assert len(given(6000, "XVI", had)) > 1.6 * len(given(6000, "II", had))


def test_ways_of_hiding_that_were_had_less_are_likelier() -> None:
    had = tuple(Had(goods="II", concealment=Concealment.RIP_ON) for _ in range(30))
    ways = Counter(one.concealment for one in given(6000, had=had) if one)
    assert ways[Concealment.RIP_ON] < 0.2 * ways[Concealment.IN_LOAD]
    even = Counter(one.concealment for one in given(6000) if one)
    assert set(even) == {Concealment.RIP_ON, Concealment.IN_LOAD, Concealment.STRUCTURE}


def test_a_period_is_a_month() -> None:
    assert period_of(START) == "2026-01"


def test_where_nothing_can_be_put_nothing_is() -> None:
    assert place(SECRET, asked(1), ()) is None
