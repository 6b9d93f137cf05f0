from importlib.resources import files

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.cargo.terms import col
from quaywatch.checks.expressions import words
from quaywatch.checks.meaning import model
from quaywatch.checks.meaning.core import core
from quaywatch.checks.meaning.features import features, words_of
from quaywatch.checks.meaning.judgement import judged
from quaywatch.checks.meaning.letters import implausible


def judgement(description: str, digits: str | None = None) -> tuple[bool, bool]:
    """Return whether a description is vague, and its chapter implausible."""
    shown = pl.DataFrame({"text": [description]}).select(words(col("text")).expr).to_series()
    vague, doubted = judged(shown, pl.Series([digits], dtype=pl.String))
    return vague[0], doubted[0]


@pytest.mark.parametrize(
    ("description", "chapter"),
    [
        ("UNROASTED COFFEE BEANS FROM HUILA", "09"),
        ("bières en canettes", "22"),
        ("Bevroren garnalen gepeld", "03"),
        ("NEUMÁTICOS NUEVOS PARA CAMIÓN", "40"),
        ("painéis solares", "85"),
        ("Sperrholzplatten Birke", "44"),
    ],
)
def test_the_chapter_of_goods_is_found_in_six_languages(description: str, chapter: str) -> None:
    odds = model.log_odds([description])[0]
    best = np.argsort(-odds)[:3]
    assert chapter in [model.classes()[place] for place in best]


@pytest.mark.parametrize(
    "description",
    [
        "General cargo",
        "20 PALLETS STC PARTS",
        "3 colis marchandises diverses",
        "DIVERSE GOEDEREN",
        "mercancías varias",
        "MERCADORIAS DIVERSAS",
        "Waren aller Art",
        "SAID TO CONTAIN",
        "12 CARTONS",
        "Handelsgueter allgemein",
        "Restposten diverser Artikel",
        "consumentenproducten",
        "marchandises suivant connaissement",
        "artículos para tiendas",
        "mercadorias avulsas",
    ],
)
def test_what_says_nothing_is_vague_in_six_languages(description: str) -> None:
    assert judgement(description) == (True, False)


@pytest.mark.parametrize(
    "description",
    [
        "1080 CTNS FRESH BANANAS",
        "sacs de cacao en fèves",
        "houten pallets",
        "cajas de cartón corrugado vacías",
        "azulejos cerâmicos",
        "Kugellager",
        "Ladegeräte",
        "queso",
        "brandstoffen",
        "plastic bags",
        "",
        "12345",
    ],
)
def test_what_names_goods_or_nothing_is_not_called_vague(description: str) -> None:
    assert not judgement(description)[0]


def test_an_umlaut_may_be_spelt_out() -> None:
    assert judgement("Stueckgueter") == judgement("Stückgüter") == (True, False)
    assert judgement("TIEFKUEHLGEMUESE", "850440") == (False, True)


def test_a_long_word_says_as_much_as_two() -> None:
    short, long = features("schrank")[1], features("wohnzimmerschrank")[1]
    assert (long[1:] ** 2).sum() > 2 * (short[1:] ** 2).sum()


def test_a_word_that_speaks_for_the_declared_chapter_is_heard() -> None:
    assert judgement("COFFEE MUGS", "691200") == (False, False)
    assert judgement("COFFEE GRINDER", "850940") == (False, False)
    assert judgement("GREEN COFFEE BEANS", "850940") == (False, True)


def test_without_a_code_no_chapter_is_implausible() -> None:
    assert judgement("GREEN COFFEE BEANS", None) == (False, False)
    assert judgement("GREEN COFFEE BEANS", "990000") == (False, False)


def test_the_habits_of_shipping_say_nothing_of_the_goods() -> None:
    assert core("20 PALLETS STC PARTS") == ("parts",)
    assert core("PLASTIC BAGS FREIGHT PREPAID CLEAN ON BOARD") == ("plastic", "bags")


@pytest.mark.parametrize(
    "name", ["asdfgh", "QWERTYU LTD", "xxxxx", "123456", "...", "Kjhgfd Import"]
)
def test_what_is_struck_at_random_is_no_name(name: str) -> None:
    assert implausible(name)


@pytest.mark.parametrize(
    "name",
    [
        "Frutas Simuladas S.A.",
        "IKEA",
        "Schwarz GmbH",
        "Nguyen Trading",
        "Szczecin Shipping",
        "3M",
        "",
    ],
)
def test_names_of_any_language_are_names(name: str) -> None:
    assert not implausible(name)


@settings(deadline=None)
@given(st.lists(st.text(max_size=40), max_size=5))
def test_chances_sum_to_one_whatever_is_written(texts: list[str]) -> None:
    odds = model.log_odds(texts)
    assert odds.shape == (len(texts), len(model.classes()))
    assert np.allclose(np.exp(odds).sum(axis=1), 1, atol=1e-3)


@settings(deadline=None)
@given(st.text(max_size=40))
def test_capitals_and_accents_change_nothing(text: str) -> None:
    assert words_of("Café ÜBER " + text) == words_of("cafe uber " + text)
    assert all(len(buckets) == len(weights) for buckets, weights in map(features, words_of(text)))


def test_the_model_stays_small() -> None:
    assert len((files("quaywatch.checks.meaning") / "model.npz").read_bytes()) < 3_000_000
