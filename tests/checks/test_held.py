"""The wordings held back can be read, whatever set and language; none is measured here."""

import pytest

from bench._faults import held
from bench._faults.clean import LANGUAGES
from quaywatch.checks.meaning import model

KINDS = {"vague", "name", "address", "order", "mash", "goods", "party"}

every_file = pytest.mark.parametrize(
    ("which", "language"), [(which, language) for which in held.SETS for language in LANGUAGES]
)


@every_file
def test_a_set_has_every_kind_and_says_nothing_twice(which: str, language: str) -> None:
    written = held.read(which, language)
    assert set(written) == KINDS
    for texts in written.values():
        assert texts
        assert all(text.strip() == text != "" for text in texts)
        assert len(texts) == len(set(texts))


@every_file
def test_goods_begin_with_a_chapter_that_the_nomenclature_has(which: str, language: str) -> None:
    for text in held.read(which, language)["goods"]:
        chapter, words = text.split(" ", 1)
        assert chapter in model.classes()
        assert any(map(str.isalpha, words))


@every_file
def test_a_company_has_name_street_city_postcode_and_country(which: str, language: str) -> None:
    for text in held.read(which, language)["party"]:
        name, street, city, _postcode, country = (part.strip() for part in text.split(";"))
        assert name
        assert street
        assert city
        assert len(country) == 2


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_third_set_is_large_enough_to_tell_one_alarm_in_a_hundred(language: str) -> None:
    written = held.read("third", language)
    assert all(len(texts) >= 60 for texts in written.values())
    assert len(written["goods"]) >= 150
    assert len(written["party"]) >= 150
