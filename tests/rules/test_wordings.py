"""What is wrong with an expression is said in every language of the house."""

from string import Formatter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.rules.language import ExpressionError, bind, parse, unparse
from quaywatch.rules.language.wordings import Wrong
from tests.rules.expressions import truths

LANGUAGES = ("en", "fr", "nl", "es")


def gaps(text: str) -> set[str]:
    return {name for _, name, _, _ in Formatter().parse(text) if name}


def errors(text: str) -> list[ExpressionError]:
    try:
        bind(parse(text))
    except ExpressionError as error:
        return [error]
    return []


@pytest.mark.parametrize("wrong", Wrong)
def test_every_language_names_the_same_things(wrong: Wrong) -> None:
    assert {frozenset(gaps(wrong.value.get(language))) for language in LANGUAGES} == {
        frozenset(gaps(wrong.value.en))
    }


@pytest.mark.parametrize(
    ("text", "language", "said"),
    [
        ("size(goods) >", "nl", "er ontbreekt een waarde voor het einde"),
        ("has(consigne.name)", "fr", "(vouliez-vous dire consignee.name ?)"),
        ("consignee.name > 3", "es", "> no puede comparar un texto con un número"),
        ("size(goods)", "fr", "ceci est un nombre"),
        ("a = b", "nl", "'=' alleen zegt niets: schrijf =="),
    ],
)
def test_it_is_said_in_the_language_asked_for(text: str, language: str, said: str) -> None:
    (error,) = errors(text)
    assert said in error.said(language)


@settings(max_examples=200, deadline=None)
@given(truths(), st.floats(0, 1), st.floats(0, 1), st.text(alphabet='()&|=!"x.[],1 ', max_size=3))
def test_whatever_is_wrong_has_words_without_gaps(
    node, start: float, length: float, put: str
) -> None:
    text = unparse(node)
    cut = round(start * len(text))
    end = cut + round(length * 8)
    for error in errors(text[:cut] + put + text[end:]):
        said = {error.said(language) for language in LANGUAGES}
        assert len(said) == len(LANGUAGES)
        assert str(error) == f"column {error.at + 1}: {error.said('en')}"
