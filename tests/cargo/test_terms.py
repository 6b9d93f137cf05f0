"""A term says the same of a column and of a value."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.cargo.terms import (
    Term,
    any_horizontal,
    coalesce,
    col,
    concat_str,
    element,
    hours,
    lit,
    max_horizontal,
    say,
    when,
)

SCHEMA: dict[str, pl.DataType] = {
    "text": pl.String(),
    "other": pl.String(),
    "digits": pl.String(),
    "number": pl.Float64(),
    "second": pl.Float64(),
    "count": pl.Int64(),
    "truth": pl.Boolean(),
    "doubt": pl.Boolean(),
    "texts": pl.List(pl.String()),
    "at": pl.Datetime("us", "UTC"),
    "until": pl.Datetime("us", "UTC"),
}

TEXT, OTHER, NUMBER, SECOND = col("text"), col("other"), col("number"), col("second")
COUNT, TRUTH, DOUBT, TEXTS = col("count"), col("truth"), col("doubt"), col("texts")
AT, UNTIL = col("at"), col("until")

TERMS: dict[str, Term] = {
    "capitals": TEXT.text.to_uppercase(),
    "small letters": TEXT.text.to_lowercase(),
    "stripped": TEXT.text.strip_chars(),
    "stripped of some": TEXT.text.strip_chars(" .,;:*-/"),
    "begins with digits": TEXT.text.contains(r"^[0-9]{1,2}$"),
    "word": TEXT.text.contains(r"(?i)\b(?:UN|ONU|MATI[EÈ]RES?)\b"),
    "group": TEXT.text.extract(r"^\s*(\d{1,6})\s*(?:ctns|colis)\b"),
    "letters": TEXT.text.replace_all(r"[^\pL]+", "  "),
    "without": TEXT.text.without("-"),
    "has": TEXT.text.has("a|b"),
    "has the other": TEXT.text.has_term(OTHER),
    "has one of": TEXT.text.contains_any(["un", " x", "é"]),
    "head": TEXT.text.head(2),
    "tail": TEXT.text.tail(2),
    "length": TEXT.text.len_chars(),
    "bytes": TEXT.text.len_bytes(),
    "rounded": NUMBER.round(),
    "digits": col("digits").text.digits_as_number(),
    "in": TEXT.is_in(["UN", "x", ""]),
    "null": TEXT.is_null(),
    "known": TEXT.is_not_null(),
    "filled": TEXT.fill_null("none"),
    "same": TEXT == OTHER,
    "different": TEXT != OTHER,
    "same as": TEXT == "UN",
    "after": TEXT > OTHER,
    "less": NUMBER < SECOND,
    "more": NUMBER > SECOND,
    "at most": NUMBER <= SECOND,
    "at least": NUMBER >= 2.0,
    "equal": NUMBER == SECOND,
    "unequal": NUMBER != 0,
    "between": COUNT.is_between(4, 3560),
    "sum": NUMBER + SECOND,
    "difference": (NUMBER - SECOND).abs(),
    "product": NUMBER * 1.05,
    "product of two": COUNT * NUMBER,
    "quotient": NUMBER / SECOND,
    "quotient of counts": NUMBER / when(COUNT > 0).then(COUNT),
    "greatest": max_horizontal(100.0, NUMBER * 0.1),
    "both": TRUTH & DOUBT,
    "either": TRUTH | DOUBT,
    "not": ~TRUTH,
    "any": any_horizontal([TRUTH, DOUBT, TEXT == OTHER]),
    "first known": coalesce(TEXT, OTHER, lit("-")),
    "joined": concat_str(lit(" "), TEXT, OTHER),
    "choice": when(TRUTH).then(TEXT).when(DOUBT).then(OTHER).otherwise(lit("neither")),
    "number or none": when(TRUTH).then(2).when(DOUBT).then(4),
    "said": say("-{} h", COUNT),
    "how many": TEXTS.items.len(),
    "how many kinds": TEXTS.items.n_unique(),
    "in a row": TEXTS.items.join(" "),
    "holds": TEXTS.items.contains("UN"),
    "holds the text": TEXTS.items.contains_term(TEXT),
    "some are long": TEXTS.items.any(
        (element().text.len_chars() > 3) | (element().text.len_chars() < 1)
    ),
    "first of": TEXTS.items.first(element() == "x"),
    "span": (AT - UNTIL).in_hours(),
    "later": AT > UNTIL,
    "long": (AT - UNTIL).abs() > timedelta(days=200),
    "earlier by": AT - hours(when(TRUTH).then(2)),
    "a day before": AT - timedelta(hours=24),
}

ODD = "UNunx ab|-.129éÈßµªº²½ŉǰΣ\x1c\x1f\x85\xa0\n\u0130\u0131\u017f\u03c3\u03c2\u2003\u3000\u212a"

WORDS = st.one_of(
    st.none(),
    st.sampled_from(["UN", "un 12 ctns", "12 CTNS", "x", "", "a|b", "matières", "3 colis ", "-"]),
    st.text(
        st.one_of(
            st.sampled_from(ODD),
            st.characters(codec="utf-8"),
        ),
        max_size=8,
    ),
)
DIGITS = st.one_of(st.none(), st.text(st.sampled_from("0123456789"), min_size=1, max_size=6))
FLOATS = st.one_of(st.none(), st.floats(), st.sampled_from([0.0, -0.0, 1.0, 100.0]))
INSTANTS = st.one_of(
    st.none(),
    st.datetimes(datetime(1970, 1, 1), datetime(2100, 1, 1)).map(lambda at: at.replace(tzinfo=UTC)),  # noqa: DTZ001
)
ROWS = st.fixed_dictionaries(
    {
        "text": WORDS,
        "other": WORDS,
        "digits": DIGITS,
        "number": FLOATS,
        "second": FLOATS,
        "count": st.one_of(st.none(), st.integers(-10, 5000)),
        "truth": st.sampled_from([None, True, False]),
        "doubt": st.sampled_from([None, True, False]),
        "texts": st.one_of(st.none(), st.lists(WORDS.map(lambda word: word or ""), max_size=3)),
        "at": INSTANTS,
        "until": INSTANTS,
    }
)


def same(one: object, other: object) -> bool:
    return one == other or (one != one and other != other)


@pytest.mark.parametrize("name", TERMS)
@settings(deadline=None, max_examples=60)
@given(rows=st.lists(ROWS, min_size=1, max_size=6))
def test_a_column_and_its_values_say_the_same(name: str, rows: list[dict[str, object]]) -> None:
    term = TERMS[name]
    column = pl.DataFrame(rows, schema=SCHEMA).select(term.expr).to_series().to_list()
    values = [term.at(row) for row in rows]
    assert all(map(same, column, values)), (column, values)


@given(st.text())
def test_a_judgement_is_asked_of_known_values_only(text: str) -> None:
    judge: Callable[[str], bool] = str.isupper
    term = TEXT.judged(judge, lambda column: column, bool)
    assert term.at({"text": text}) is text.isupper()
    assert term.at({"text": None}) is None
