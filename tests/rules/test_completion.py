"""What may come next in an expression that is being written."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.rules.completion import Completion, Known, complete
from quaywatch.rules.language import ExpressionError, parse, unparse
from tests.rules.expressions import truths

KNOWN = Known(lists=["free_zones"], checks={"late-filing": "Filed after departure."})


def at_end(text: str) -> Completion:
    return complete(text, len(text), KNOWN)


def words(text: str) -> list[str]:
    return [each.text for each in at_end(text).suggestions]


def chosen(text: str, word: str) -> str:
    found = at_end(text)
    assert word in words(text)
    return text[: found.start] + word + text[found.end :]


@pytest.mark.parametrize(
    ("written", "word", "then"),
    [
        ("rou", "route.port_of_loading", "route.port_of_loading"),
        ("loading", "route.port_of_loading", "route.port_of_loading"),
        ("size(go", "goods", "size(goods"),
        ("any(goods.hs", "goods.hs_code", "any(goods.hs_code"),
        ("consignee.name.low", "lower(", "consignee.name.lower("),
        ("consignee.name.lower().", "startsWith(", "consignee.name.lower().startsWith("),
        (
            "consignee.country in lists.",
            "lists.free_zones",
            "consignee.country in lists.free_zones",
        ),
        ("size(goods) ", "> ", "size(goods) > "),
        ("consignee.name ", "== ", "consignee.name == "),
        ("consignee.name", " == ", "consignee.name == "),
        ("size(goods) > 3 ", "&& ", "size(goods) > 3 && "),
        ('consignee.country in ["BE"] ', "|| ", 'consignee.country in ["BE"] || '),
        (
            "size(goods) > 3 && has(consig",
            "consignee.name",
            "size(goods) > 3 && has(consignee.name",
        ),
        ('consignee.country == "B', "BE", 'consignee.country == "BE'),
        ('consignee.country in ["BE", "belg', "BE", 'consignee.country in ["BE", "BE'),
        ('route.port_of_loading == "guayaq', "ECGYE", 'route.port_of_loading == "ECGYE'),
        (
            'route.port_of_loading.country() == "ecua',
            "EC",
            'route.port_of_loading.country() == "EC',
        ),
        ('any(goods.hs_code.startsWith("08', "0803", 'any(goods.hs_code.startsWith("0803'),
        ('finding("departure', "late-filing", 'finding("late-filing'),
        ("consignment.level == 'ho", "house", "consignment.level == 'house"),
    ],
)
def test_what_fits_is_suggested_and_takes_the_place_of_what_was_written(
    written: str, word: str, then: str
) -> None:
    assert chosen(written, word) == then


def test_fields_of_goods_come_only_where_goods_are_asked() -> None:
    assert "goods.hs_code" not in words("")
    assert "goods.hs_code" in words("any(")


def test_a_sum_cannot_stand_in_another() -> None:
    assert "any(" not in words("any(goods.gross_mass_kg > ")


def test_signs_follow_what_they_can_compare() -> None:
    assert words("consignee.name ") == ["== ", "!= ", "in "]
    assert words("has(consignee.name) ") == ["&& ", "|| "]
    assert words("(size(goods) > 3) ") == ["&& ", "|| "]


def test_a_code_bears_its_meaning() -> None:
    found = at_end('route.port_of_loading == "ECGY').suggestions
    assert [(each.text, each.meaning) for each in found] == [("ECGYE", "Guayaquil")]


def test_in_the_middle_the_word_is_replaced_to_its_end() -> None:
    text = 'consignee.country == "BE" && size(goods) > 3'
    found = complete(text, text.index("BE") + 1, KNOWN)
    assert text[found.start : found.end] == "BE"


def test_where_any_text_can_stand_nothing_is_suggested() -> None:
    assert words('consignee.name == "S') == []
    assert words("consignee.name na") == []


@settings(max_examples=100, deadline=None)
@given(truths(), st.floats(0, 1))
def test_only_what_is_around_the_place_is_replaced(node, share: float) -> None:
    text = unparse(node)
    at = round(share * len(text))
    found = complete(text, at, KNOWN)
    assert 0 <= found.start <= at <= found.end <= len(text)


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=60), st.integers(0, 80))
def test_whatever_is_written_something_is_answered(text: str, at: int) -> None:
    found = complete(text, at, KNOWN)
    assert 0 <= found.start <= found.end <= len(text)


def defect(text: str) -> int:
    """Return where a text cannot be read on; its end if it can."""
    try:
        parse(text)
    except ExpressionError as error:
        return error.at
    return len(text)


@settings(max_examples=60, deadline=None)
@given(truths())
def test_what_is_suggested_breaks_nothing_that_stands_before_it(node) -> None:
    text = unparse(node)
    for at in range(0, len(text), 7):
        found = complete(text, at, KNOWN)
        for each in found.suggestions[:3]:
            changed = text[: found.start] + each.text + text[found.end :]
            assert defect(changed) >= found.start
