"""When and where threats are inserted."""

from collections import Counter
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.cargo import Concealment, ConcealmentPlace
from quaywatch.inspections.readers.scheduling import (
    Asked,
    Had,
    Rule,
    committed,
    drawn,
    key_of,
    period_of,
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
        number=number,
        goods=goods,
        places=PLACES,
        due_at=None if due is None else START + timedelta(minutes=due),
        at=START,
        had=had,
    )


def falls(many: int, goods: str = "II", had: tuple[Had, ...] = ()) -> list[ConcealmentPlace]:
    rule = Rule(every=20)
    lots = (drawn(SECRET, asked(number, had, goods), rule) for number in range(many))
    return [place for place in lots if place is not None]


def test_about_one_picture_in_so_many_gets_a_threat() -> None:
    assert len(falls(6000)) == pytest.approx(300, rel=0.2)


def test_that_one_fell_tells_nothing_of_the_next() -> None:
    rule = Rule(every=8)
    fell = [drawn(SECRET, asked(number), rule) is not None for number in range(8000)]
    after = [later for one, later in pairwise(fell) if one]
    assert sum(after) / len(after) == pytest.approx(1 / 8, rel=0.2)


def test_without_the_secret_nobody_knows() -> None:
    rule = Rule(every=8)
    one, other = (
        [drawn(secret, asked(number), rule) is not None for number in range(2000)]
        for secret in (SECRET, bytes(32))
    )
    both = sum(a and b for a, b in zip(one, other, strict=True))
    assert both / sum(one) == pytest.approx(1 / 8, rel=0.5)
    assert committed(SECRET) != committed(bytes(32))
    assert key_of(SECRET, asked(1)) != key_of(SECRET, asked(2))


@given(st.integers(0, 10_000), st.integers(-100, 59))
def test_an_urgent_picture_is_left_alone(number: int, due: int) -> None:
    assert drawn(SECRET, asked(number, due=due), Rule(every=4)) is None


def test_goods_that_got_few_get_more() -> None:
    had = tuple(Had(goods="II", concealment=Concealment.RIP_ON) for _ in range(30))
    assert len(falls(6000, "XVI", had)) > 1.6 * len(falls(6000, "II", had))


def test_ways_of_hiding_that_were_had_less_are_likelier() -> None:
    had = tuple(Had(goods="II", concealment=Concealment.RIP_ON) for _ in range(30))
    ways = Counter(place.concealment for place in falls(6000, had=had))
    assert ways[Concealment.RIP_ON] < 0.2 * ways[Concealment.IN_LOAD]
    even = Counter(place.concealment for place in falls(6000))
    assert set(even) == {Concealment.RIP_ON, Concealment.IN_LOAD, Concealment.STRUCTURE}


def test_a_period_is_a_month() -> None:
    assert period_of(START) == "2026-01"
