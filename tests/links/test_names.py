"""Names are compared by the words that tell them apart, in whatever script they were written."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.links.lexicon import LEGAL_CLASSES
from quaywatch.links.names import name
from quaywatch.links.writing import plain, sound


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Vulvarel Fruit B.V.", "VULVAREL FRUIT BV"),
        ("Müller & Söhne GmbH", "Mueller Sohne GmbH"),
        ("ООО Вулварел", "Vulvarel OOO"),  # noqa: RUF001
        ("Βουλβαρελ", "Voulvarel"),
        ("Q S T N. V.", "Q.S.T. NV"),
        ("Philippe Quint", "Filippe Kvint"),
        ("Frutas Zalmora S.A.", "Fruit Zalmora NV"),
        ("O'Vexlia Ltd", "OVexlia Limited"),
    ],
)
def test_one_firm_written_in_two_ways_has_the_same_words(one: str, other: str) -> None:
    assert name(one).words == name(other).words


@pytest.mark.parametrize(
    ("text", "legal"),
    [
        ("Vulvarel B.V.", "private"),
        ("Vulvarel Sp. z o.o.", "private"),
        ("Vulvarel N. V.", "public"),
        ("Vulvarel S.A.", "public"),
        ("Vulvarel GmbH & Co. KG", "partnership"),
        ("Vulvarel Company", "company"),
        ("Vulvarel", ""),
    ],
)
def test_a_legal_form_is_told_by_its_class(text: str, legal: str) -> None:
    taken = name(text)
    assert LEGAL_CLASSES[taken.legal] == legal
    assert taken.written == ("VULVAREL",)


def test_a_name_of_nothing_but_common_words_keeps_them() -> None:
    assert name("The Company").words != ()


def test_initials_stand_for_three_words_or_more() -> None:
    assert name("Vulvarel Zalmora Trading NV").acronym == "VZT"
    assert name("Vulvarel Trading").acronym == ""


@given(st.text(max_size=60))
def test_any_text_is_a_name_and_plain_is_plain_already(text: str) -> None:
    taken = name(text)
    assert len(taken.words) == len(taken.written)
    assert plain(plain(text)) == plain(text)
    assert all(word.isascii() and sound(word) for word in taken.words)
