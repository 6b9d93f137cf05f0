from collections.abc import Callable

import polars as pl
import pytest

from quaywatch import checks
from quaywatch.risk import Known, Model, Scorer, assess
from quaywatch.risk.learned import OTHERS, Learned, learn
from quaywatch.risk.trees import TrainingRefusedError
from tests.risk.lessons import book, filed, known, learned, lessons


def test_reasons_add_up_to_the_log_odds_to_the_bit() -> None:
    everything = known(filed(80, seed=5))
    assessed = assess(everything.frames, model=learned(), rulebook=book(), past=everything.past)
    added = assessed.contributions.group_by("row").agg(pl.col("contribution").sum()).sort("row")
    assert added["contribution"].equals(assessed.scores["log_odds"].alias("contribution"))


@pytest.mark.parametrize("height", [1, 40, 120])
@pytest.mark.parametrize("model", [learned, Model.default])
def test_asked_for_scores_alone_a_model_says_what_it_says_with_reasons(
    height: int, model: Callable[[], Scorer]
) -> None:
    frames, past = (everything := known(filed(height, seed=5))).frames, everything.past
    alone = assess(frames, model=model(), rulebook=book(), past=past)
    reasoned = assess(frames, model=model(), rulebook=book(), past=past)
    assert reasoned.contributions.height > height
    assert alone.scores.equals(reasoned.scores)


def test_one_consignment_scores_as_it_does_among_many() -> None:
    everything = known(filed(120, seed=6))
    whole = learned().contributions(everything)
    for row in (0, 63, 119):
        alone = learned().contributions(everything.alone(row)).drop("row")
        among = whole.filter(pl.col("row") == row).drop("row")
        assert alone.sort("kind", "code").equals(among.sort("kind", "code"))


def test_no_two_consignments_tie() -> None:
    everything = known(filed(500, seed=7))
    scores = assess(everything.frames, model=learned(), rulebook=book(), past=everything.past)
    assert scores.scores["log_odds"].n_unique() == 500


def test_a_lane_that_led_to_finds_rises_above_what_was_declared_of_it() -> None:
    everything = known(filed(400, seed=8))
    assessed = assess(everything.frames, model=learned(), rulebook=book(), past=everything.past)
    code = everything.frames.goods_items["hs_code"]
    odd = (everything.frames.consignments["port_of_loading"] == "CLSAI") & (code == "740311")
    probability = assessed.scores["probability"]
    assert probability.filter(odd).min() > probability.filter(~odd).mean()
    strongest = assessed.explain(int(odd.arg_max() or 0)).reasons[1]
    assert (strongest.kind, strongest.contribution > 0) == ("learned", True)
    assert strongest.fields


def test_a_model_read_back_says_the_same() -> None:
    everything = known(filed(50, seed=9))
    again = Learned.load(learned().dump())
    assert (again.version, again.dump()) == (learned().version, learned().dump())
    assert again.contributions(everything).equals(learned().contributions(everything))


def test_an_altered_model_is_refused() -> None:
    data = learned().dump().replace(b'"slope":', b'"slope":1', 1)
    with pytest.raises(ValueError, match=r"digest|malformed|number"):
        Learned.load(data)


def test_the_order_of_lessons_teaches_nothing() -> None:
    shuffled = lessons().sample(fraction=1.0, shuffle=True, seed=3)
    assert learn(shuffled).version == learned().version


def test_a_consignment_without_a_past_is_scored_too() -> None:
    everything = known(filed(10))
    unknown = Known(everything.frames, everything.findings, everything.matches)
    found = learned().contributions(unknown)
    assert found["row"].n_unique() == 10
    assert found["contribution"].is_finite().all()


def test_small_contributions_are_told_together() -> None:
    found = learned().contributions(known(filed(100, seed=4)))
    told = found.filter((pl.col("kind") == "learned") & (pl.col("code") != OTHERS))
    assert (told["contribution"].abs() >= 0.02).all()
    assert (found["code"] == OTHERS).any()


def test_what_was_declared_keeps_its_sign() -> None:
    everything = known(filed(200, seed=11))
    declared = Model.default().contributions(everything)
    moved = learned().contributions(everything).filter(pl.col("kind") != "learned")
    both = declared.join(moved, on=["row", "kind", "code"], suffix="_learned")
    assert both.height == declared.height
    assert (both["contribution"].sign() == both["contribution_learned"].sign()).all()


def test_too_few_finds_teach_nothing() -> None:
    few = lessons().with_columns(found=pl.int_range(pl.len()) < 5)
    with pytest.raises(TrainingRefusedError):
        learn(few)


def test_an_input_that_says_nothing_is_left_out() -> None:
    silent = lessons().with_columns(hub=pl.lit(None, dtype=pl.String), boxes=pl.lit(1.0))
    columns = {column.name for column in learn(silent).report.columns}
    assert "port_of_loading" in columns
    assert not columns & {"hub", "boxes"}


def test_checks_that_speak_are_inputs() -> None:
    frames = filed(60, seed=2)
    table = lessons(60, seed=2)
    spoke = checks.run(frames).select("row", "code").unique()
    assert table["findings"].list.len().sum() == spoke.height


def test_a_model_brings_its_card() -> None:
    assert f"# Model {learned().trees.version}" in learned().card()
