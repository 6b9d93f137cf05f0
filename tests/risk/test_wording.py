"""Every reason reads as a sentence in every language, figures included."""

import pytest

from quaywatch.cargo import Reason, ReasonKind
from quaywatch.risk import Model, assess, text, title
from quaywatch.risk.wording import LEVELS
from quaywatch.rules import Entry, RuleBook, Target, WatchList, load
from tests.risk.making import frames, plain

LANGUAGES = ["en", "fr", "nl", "es"]


def prior(level: str, value: str, times: str, found: int, inspected: int) -> Reason:
    return Reason(
        kind=ReasonKind.PRIOR,
        code="port_and_chapter",
        contribution=1.1,
        values={
            "level": level,
            "value": value,
            "times": times,
            "found": str(found),
            "inspected": str(inspected),
        },
    )


@pytest.mark.parametrize(
    ("language", "said"),
    [
        (
            "en",
            (
                "Loaded at Guayaquil (ECGYE) with HS chapter 08 (Fruit and nuts): "
                "3.1 times the usual odds of a find, "
                "all else equal, by expert judgement and experience (inspections: 2,300, finds: 12)"
            ),
        ),
        (
            "nl",
            (
                "Geladen te Guayaquil (ECGYE) met GS-hoofdstuk 08 (Fruit en noten): "
                "3,1 keer de gewone kans op een vondst, "
                "al het overige gelijk, naar deskundig oordeel en ervaring "
                "(controles: 2.300, vondsten: 12)"
            ),
        ),
    ],
)
def test_a_learned_prior_tells_its_counts(language, said) -> None:
    assert text(prior("port_and_chapter", "ECGYE 08", "3.13", 12, 2300), language) == said


def test_a_declared_prior_says_that_it_is_declared() -> None:
    said = text(prior("country_of_loading", "EC", "9.03", 0, 0), "en")
    assert said == "Loaded in Ecuador (EC): 9 times the usual odds of a find, by expert judgement"


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("fr", "Pays de chargement Équateur (EC) : 9 fois"),
        ("nl", "Geladen in Ecuador (EC): 9 keer"),
        ("es", "Cargado en Ecuador (EC): 9 veces"),
    ],
)
def test_a_country_is_named_in_the_language_of_the_officer(language: str, said: str) -> None:
    assert text(prior("country_of_loading", "EC", "9.03", 0, 0), language).startswith(said)


@pytest.mark.parametrize("times", ["0.996", "1", "1.04"])
def test_what_leaves_the_odds_as_they_are_is_told_without_a_factor(times: str) -> None:
    said = text(prior("country_of_loading", "EC", times, 0, 0), "en")
    assert said == "Loaded in Ecuador (EC): about the usual odds of a find, by expert judgement"
    assert text(prior("country_of_loading", "EC", "1.05", 0, 0), "en").startswith(
        "Loaded in Ecuador (EC): 1.1 times the usual odds"
    )


@pytest.mark.parametrize("level", LEVELS)
def test_every_level_has_a_title_in_every_language(level) -> None:
    value = "ECGYE 08" if level == "port_and_chapter" else "08"
    titles = {title(prior(level, value, "2", 1, 2), language) for language in LANGUAGES}
    assert all("08" in each and "{" not in each for each in titles)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_reason_of_a_consignment_reads_as_a_sentence(language) -> None:
    listed = Entry(id="e", target=Target.VESSEL, value="X", weight=1.0, reason="seen")
    book = RuleBook(
        load().profiles,
        [WatchList(code="desk", title="Desk 4", entries=(listed,))],
        {"departure_countries": ("EC",)},
    )
    batch = frames([plain(0, "ECGYE", "720449")])
    for reason in assess(batch, model=Model.default(), rulebook=book).explain(0).reasons:
        said = text(reason, language, book)
        assert said
        assert "{" not in said
        assert title(reason, language, book)
