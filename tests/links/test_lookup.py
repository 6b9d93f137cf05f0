"""A name is found among many however it is written, and a question leaves nothing behind."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.links import Names

LISTED = ["Vulvarel Fruit BV", "Zalmora Trading", "Quimzotor Vers Haven", "Brendrisa", "王杰贸易"]
NAMES = Names(LISTED)


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("VULVAREL FRUIT", 0),
        ("Vulvarle Frutas", 0),
        ("Вулварел Fruit", 0),
        ("Trading Zalmora", 1),
        ("QVH", 2),
        ("Brendrissa Ltd", 3),
        ("Wang Jie Mao Yi", 4),
    ],
)
def test_a_name_is_found_however_it_is_written(text: str, place: int) -> None:
    assert [alike.place for alike in NAMES.find(text, 0.8)] == [place]


def test_a_name_with_a_word_in_common_is_less_alike_than_itself() -> None:
    (found,) = NAMES.find("Vulvarel Techniek", 0.3)
    assert found.place == 0
    assert found.likeness < 0.8
    assert NAMES.find("Vulvarel Fruit BV", 1.0)[0].likeness == 1.0


@settings(deadline=None)
@given(st.lists(st.text(max_size=30), max_size=5), st.sampled_from(LISTED))
def test_an_answer_does_not_depend_on_what_was_asked_before(asked: list[str], text: str) -> None:
    alone = Names(LISTED).find(text, 0.5)
    names = Names(LISTED)
    for other in asked:
        assert all(0.0 < alike.likeness <= 1.0 for alike in names.find(other, 0.1))
    assert names.find(text, 0.5) == alone
