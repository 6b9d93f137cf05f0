"""Whatever a model learns from is said in an officer's words, in every language."""

import re

import polars as pl
import pytest

from quaywatch.cargo import Frames, Reason, ReasonKind
from quaywatch.history import CATALOGUE
from quaywatch.risk import Comparing, Known, Model, assess, telling, text, title
from quaywatch.risk.inputs import inputs
from tests.risk.lessons import book, filed, known, learned

LANGUAGES = ["en", "fr", "nl", "es"]
NUMBERS = ["-3.5", "-0.2", "0", "0.02", "1", "2.6", "480"]
CODES = {
    "port_of_loading": "ECGYE",
    "country_of_receipt": "EC",
    "hub": "PABLB",
    "place_of_delivery": "BEANR",
    "hs_heading": "0803",
    "hs_chapter": "08",
    "carrier_code": "SIMA",
    "filing_sender": "SIM-FILER",
    "consignor_country": "EC",
    "consignee_country": "BE",
    "freight_payment": "prepaid",
    "size_type": "45R1",
    "port_and_heading": "ECGYE 0803",
    "findings": "seal-missing description-vague",
    "profiles": "rip-on",
    "watch_lists": "desk",
}


def reason(code: str, contribution: float = 0.4, **values: str) -> Reason:
    return Reason(
        kind=ReasonKind.LEARNED, code=code, contribution=contribution, values=dict(values)
    )


def each_value(code: str) -> list[dict[str, str]]:
    """No value, values of every size, and each with inspections and masses beside it."""
    values = [CODES[code]] if code in CODES else NUMBERS
    bare = [{"value": value} for value in values]
    beside = {"inspected": "12", "found": "4", "usual": "18000", "said": "4000"}
    return [{}, *bare, *(one | beside for one in bare)]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("code", telling.TOLD)
def test_every_input_has_a_sentence_whatever_its_value(code: str, language: str) -> None:
    for values in each_value(code):
        said = telling.fact(code, values, language)
        assert len(said) > 6
        assert not re.search(r"[{}]|\bnan\b|\binf\b", said)


@pytest.mark.parametrize("code", telling.TOLD)
def test_no_two_languages_say_the_same(code: str) -> None:
    for values in each_value(code):
        assert len({telling.fact(code, values, language) for language in LANGUAGES}) == 4


def test_every_feature_of_the_past_is_told() -> None:
    assert {feature.name for feature in CATALOGUE} <= telling.TOLD.keys()


def test_every_input_of_the_learned_model_is_told() -> None:
    assert set(inputs(known(filed(2)), Model.default()).columns) <= telling.TOLD.keys()


def test_what_a_learned_model_says_of_a_port_leaves_what_the_prior_says_of_it() -> None:
    everything = known(filed(400, seed=8))
    assessed = assess(everything.frames, model=learned(), rulebook=book(), past=everything.past)
    reasons = [reason for row in range(40) for reason in assessed.explain(row).reasons]
    mine = [reason for reason in reasons if reason.code == "port_of_loading"]
    said = {(reason.kind, text(reason, "en")[:10]) for reason in mine}
    assert said == {(ReasonKind.PRIOR, "Loaded in "), (ReasonKind.LEARNED, "Loaded at ")}
    assert all(text(reason, "en") != reason.code for reason in reasons)


@pytest.mark.parametrize(
    ("code", "values", "said"),
    [
        (
            "consignee_since_first",
            {"value": "3.02"},
            "First filing with this consignee: 3 days ago",
        ),
        (
            "telephone_hit_rate",
            {"value": "0.14", "inspected": "12", "found": "4"},
            (
                "Inspections of consignments with this telephone number: 12, "
                "of which 4 found something"
            ),
        ),
        (
            "telephone_consignees",
            {"value": "4.13"},
            "Different consignees with this telephone number in about a year: 4",
        ),
        (
            "pair_mass_ratio",
            {"value": "-2.17", "usual": "18000", "said": "4000"},
            "Usually about 18 t with this pair of consignor and consignee, here 4 t",
        ),
        ("consignee_new", {"value": "1"}, "First filing ever with this consignee"),
        ("hub", {"value": "PABLB"}, "Transhipped at Balboa (PABLB)"),
        ("lead_hours", {"value": "-30"}, "Filed 30 h after departure"),
        (
            "consignee_surge",
            {"value": "2"},
            "4 times as many filings as usual with this consignee this week",
        ),
    ],
)
def test_sentences_hold_the_values_they_rest_on(
    code: str, values: dict[str, str], said: str
) -> None:
    assert telling.fact(code, values, "en") == said


def test_a_reason_tells_which_way_it_spoke_and_its_title_only_the_fact() -> None:
    raising = reason("consignee_new", value="1")
    lowering = reason("consignee_new", -0.4, value="0")
    assert text(raising, "en") == (
        "First filing ever with this consignee. Among inspected boxes that went with more finds"
    )
    assert text(lowering, "nl").endswith("ging dat samen met minder vondsten")
    assert title(raising, "es") == "Primera declaración de todas con este destinatario"


def test_what_was_never_seen_is_said_with_what_is_most_unusual_in_it() -> None:
    values = {"value": "0.998", "newest": "hub", "newest_value": "PABLB"}
    assert telling.fact("novelty", values, "en") == (
        "Nothing like this was inspected before: more unusual than 99.8% of those that were. "
        "Most unusual: Transhipped at Balboa (PABLB)"
    )


def test_an_input_without_words_is_said_by_its_name() -> None:
    assert telling.fact("new-input", {"value": "1"}, "fr") == "new-input"


def test_figures_come_from_the_row_and_usual_masses_are_worked_out() -> None:
    row = {
        "pair_mass_ratio": -2.0,
        "goods_mass_kg": 4000.0,
        "consignee_new": None,
        "package_mass_kg": float("nan"),
        "hub": "PABLB",
        "findings": ["description-vague", "seal-missing"],
        "profiles": [],
        "nobody": 1.0,
    }
    assert dict(telling.Said(row)) == {
        "pair_mass_ratio": {"value": "-2", "said": "4000", "usual": "16000"},
        "goods_mass_kg": {"value": "4000"},
        "consignee_new": {},
        "package_mass_kg": {},
        "hub": {"value": "PABLB"},
        "findings": {"value": "description-vague seal-missing"},
        "profiles": {},
    }


def test_a_model_of_lessons_tells_what_it_has_not_seen_before() -> None:
    usual = known(filed(200, seed=12))
    papers = usual.frames.consignments.with_columns(port_of_loading=pl.lit("FJSUV"))
    goods = usual.frames.goods_items.with_columns(
        description=pl.lit("X"), hs_code=pl.lit("930200"), gross_mass_kg=pl.lit(90.0)
    )
    boxes = usual.frames.equipment.with_columns(
        size_type=pl.lit("22T1"), gross_mass_kg=pl.lit(90.0), verified_gross_mass_kg=pl.lit(9e4)
    )
    frames = Frames(papers, goods, boxes)
    strange = Known(frames, usual.findings, usual.matches, usual.past)
    often = [float(told["value"]) for told in learned().unlike(usual)]
    unlike = [float(told["value"]) for told in learned().unlike(strange)]
    assert isinstance(learned(), Comparing)
    assert not isinstance(Model.default(), Comparing)
    assert sum(unlike) / len(unlike) > 0.9 > 0.7 > sum(often) / len(often)
    said = telling.fact(telling.UNLIKE, learned().unlike(strange)[0], "en")
    assert "Most unusual: " in said
