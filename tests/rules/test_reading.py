"""What cannot be meant is refused at load time, at the right place, with a hint."""

from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.rules.language import ExpressionError, bind, parse, unparse
from quaywatch.rules.language.tree import PRECEDENCE, Binary, Call, Listing, Literal, Name, Unary

LISTS = {"departure_countries": ("EC", "CO")}


def refused(text: str) -> ExpressionError:
    with pytest.raises(ExpressionError) as caught:
        bind(parse(text), LISTS)
    return caught.value


@pytest.mark.parametrize(
    ("text", "column", "says"),
    [
        ('consignee.country = "BE"', 19, "write =="),
        ('consigne.country == "BE"', 1, "did you mean consignee.country?"),
        ("any(goods.hs_code == 3)", 19, "cannot compare a text with a number"),
        ('goods.hs_code == "08"', 1, "ask any(goods.hs_code"),
        ("any(goods.hs_code == equipment.number)", 22, "use two of them"),
        ("consignee.name", 1, "asks a yes-or-no question"),
        ("route.port_of_loading in lists.departure_country", 26, "lists.departure_countries"),
        ('consignee.name.startWith("A")', 16, "did you mean startsWith?"),
        ('fnding("late-filing")', 1, "did you mean finding?"),
        ('consignee.name.matches("(")', 24, "no regular expression"),
        ('consignee.name == ""', 16, "ask has()"),
        ("has(consignee.name) and has(consignor.name)", 21, "did you mean &&?"),
        ("1 < 2 < 3 && has(consignee.name)", 7, "do not chain"),
        ("1 < 2", 3, "asks nothing of the consignment"),
        ('filing.received_at > duration("1 day")', 31, "no duration"),
        ('filing.received_at > timestamp("2026-05-04")', 32, "time zone"),
        ('any(any(goods.hs_code == "1"))', 5, "cannot stand in any()"),
        ('consignee.name == "BE', 19, "no closing quote"),
        ("any(has(consignee.name))", 1, "asks nothing of goods or equipment"),
    ],
)
def test_a_wrong_expression_is_refused_where_it_is_wrong(text, column, says) -> None:
    error = refused(text)
    assert says in str(error)
    assert error.at + 1 == column
    assert error.problem().offset == error.at


@pytest.mark.parametrize("joined", [" && ", " + ", "()."])
def test_a_chain_too_long_to_walk_is_refused(joined) -> None:
    text = joined.join(["lower" if joined == "()." else "has(consignee.name)"] * 2000)
    assert "joined" in str(refused(f"consignee.name.{text}()" if joined == "()." else text))


def test_the_caret_stands_under_the_wrong_word_of_its_line() -> None:
    text = 'has(consignee.name)\n&& consignee.cuntry == "BE"'
    assert refused(text).show(text).splitlines()[:2] == ['&& consignee.cuntry == "BE"', "   ^"]


@given(st.text(alphabet="any(goods.hs_code) && \"'\\[],<=!-+*/.1e9 in|", max_size=60))
def test_any_text_is_read_or_refused_and_never_crashes(text) -> None:
    with suppress(ExpressionError):
        bind(parse(text), LISTS)


@pytest.mark.parametrize("opening", ["(", "!", "-", "any(", "["])
def test_nesting_without_end_is_refused(opening) -> None:
    refused(opening * 10_000)


names = st.sampled_from(["consignee.country", "x", "goods.hs_code", "lists.a", "index"])
literals = st.one_of(
    st.text(max_size=8),
    st.floats(min_value=0, allow_nan=False, allow_infinity=False),
    st.booleans(),
).map(Literal)
signed = literals | st.floats(allow_nan=False, allow_infinity=False).map(Literal)
listings = st.lists(signed, max_size=3).map(lambda items: Listing(tuple(items)))


def larger(inner: st.SearchStrategy) -> st.SearchStrategy:
    arguments = st.lists(inner, max_size=2).map(tuple)
    function = st.sampled_from(["any", "size", "startsWith"])
    return st.one_of(
        st.builds(Unary, st.sampled_from("!-"), inner),
        st.builds(Binary, st.sampled_from(sorted(PRECEDENCE)), inner, inner),
        st.builds(Call, function, arguments, st.none() | inner),
    )


@given(st.recursive(names.map(Name) | literals | listings, larger, max_leaves=12))
def test_any_tree_printed_reads_back_as_itself(tree) -> None:
    assert parse(unparse(tree)) == tree
