"""A score is a probability with reasons that add up, the same in whatever batch it stands."""

import math
import random
from fractions import Fraction

import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.cargo import ReasonKind
from quaywatch.risk import Assessments, Model, assess
from quaywatch.risk.exact import STEP
from quaywatch.rules import load
from tests.risk.making import consignments, frames, plain

MODEL, BOOK = Model.default(), load()


def assessed(several) -> Assessments:
    return assess(frames(several), model=MODEL, rulebook=BOOK)


batches = st.lists(consignments, min_size=1, max_size=6, unique_by=lambda each: each.id)


@settings(max_examples=60, deadline=None)
@given(batches)
def test_reasons_sum_exactly_to_the_log_odds_in_any_order(several) -> None:
    result = assessed(several)
    for row in range(len(several)):
        assessment = result.explain(row)
        parts = [reason.contribution for reason in assessment.reasons]
        random.Random(row).shuffle(parts)
        assert sum(parts) == assessment.log_odds == math.fsum(parts)
        assert sum(map(Fraction, parts)) == Fraction(assessment.log_odds)
        assert assessment.probability == pytest.approx(1 / (1 + math.exp(-assessment.log_odds)))


@settings(max_examples=60, deadline=None)
@given(batches)
def test_the_long_form_holds_the_same_reasons(several) -> None:
    result = assessed(several)
    for row in range(len(several)):
        long = result.contributions.filter(pl.col("row") == row)
        assert sorted(long.select("kind", "code", "contribution").iter_rows()) == sorted(
            (str(reason.kind), reason.code, reason.contribution)
            for reason in result.explain(row).reasons
        )


@settings(max_examples=40, deadline=None)
@given(batches, st.randoms())
def test_alone_or_among_others_a_consignment_scores_the_same_to_the_bit(several, order) -> None:
    together = assessed(several).scores
    shuffled = several.copy()
    order.shuffle(shuffled)
    again = assessed(shuffled).scores.select("consignment_id", "log_odds", "probability", "rank")
    joined = together.join(again, on="consignment_id", suffix="_again")
    # Whether a box stands under two bills is the one thing that the rest of a batch tells.
    if not any(each.equipment for each in several):
        for one, row in zip(several, together.iter_rows(named=True), strict=True):
            assert assessed([one]).scores["log_odds"].item() == row["log_odds"]
            assert assessed([one]).scores["probability"].item() == row["probability"]
    assert joined["log_odds"].equals(joined["log_odds_again"].rename("log_odds"))
    assert joined["probability"].equals(joined["probability_again"].rename("probability"))
    assert joined["rank"].equals(joined["rank_again"].rename("rank"))


def test_a_thousand_equal_consignments_have_a_thousand_ranks() -> None:
    scores = assessed([plain(number) for number in range(1000)]).scores
    assert sorted(scores["rank"]) == list(range(1, 1001))
    assert scores["log_odds"].n_unique() == scores["probability"].n_unique() == 1000
    assert scores["log_odds"].max() - scores["log_odds"].min() < 1e-6


def test_the_lot_is_part_of_the_base_and_lies_on_the_grid() -> None:
    base = assessed([plain(1)]).explain(0).reasons[0]
    assert base.kind is ReasonKind.BASE
    assert 0 <= base.contribution - MODEL.base < 1e-6
    assert (base.contribution / STEP).is_integer()


def test_no_consignments_give_no_scores() -> None:
    result = assessed([])
    assert result.scores.height == result.contributions.height == 0


@settings(max_examples=40, deadline=None)
@given(batches)
def test_what_speaks_up_never_lowers_the_risk(several) -> None:
    contributions = assessed(several).contributions
    spoke = contributions.filter(pl.col("kind").is_in(["finding", "profile", "watch_list"]))
    assert (spoke["contribution"] >= 0).all()


def test_the_versions_name_checks_rules_and_model() -> None:
    versions = assessed([plain(1)]).explain(0).versions
    assert versions == {
        "checks": versions["checks"],
        "rules": BOOK.version,
        "model": MODEL.version,
    }
