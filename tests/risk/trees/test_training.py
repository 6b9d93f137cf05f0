"""The same data and declaration make the same model, and it holds what was declared."""

from typing import Any

import msgspec
import numpy as np
import polars as pl
import pytest
from msgspec.structs import replace

from quaywatch.risk.trees import (
    Factor,
    Form,
    Number,
    Spec,
    TrainedModel,
    TrainingRefusedError,
    card,
    data_sheet,
    facts,
    train,
)
from quaywatch.risk.trees.calibration import Curve
from tests.risk.trees.making import SPEC, rows, trained


@pytest.fixture(scope="module")
def table() -> pl.DataFrame:
    return rows()


@pytest.fixture(scope="module")
def model(table) -> TrainedModel:
    return trained(table)


def test_the_same_data_make_the_same_file_whatever_the_order_of_rows(
    table, model, tmp_path
) -> None:
    again = trained(table.sample(fraction=1.0, shuffle=True, seed=5))
    model.save(tmp_path / "a")
    again.save(tmp_path / "b")
    assert (tmp_path / "a").read_bytes() == (tmp_path / "b").read_bytes()


def test_a_model_comes_back_from_its_file_and_scores_alike(table, model, tmp_path) -> None:
    model.save(tmp_path / "model")
    back = TrainedModel.load(tmp_path / "model")
    assert back.version == model.version
    assert (back.log_odds(table, table["id"]) == model.log_odds(table, table["id"])).all()


def test_an_altered_file_is_refused(model, tmp_path) -> None:
    model.save(tmp_path / "model")
    content = (tmp_path / "model").read_bytes().replace(b'"seed":3', b'"seed":4')
    (tmp_path / "model").write_bytes(content)
    with pytest.raises(ValueError, match="digest"):
        TrainedModel.load(tmp_path / "model")


def test_reasons_add_up_to_the_score_to_the_bit(table, model) -> None:
    score = model.log_odds(table, pl.Series(["same"] * table.height))
    lot = score[0] - (model.base + model.contributions(table[:1]).sum())
    assert 0 <= lot < 2**-20
    assert (model.base + lot + model.contributions(table).sum(axis=1) == score).all()


def test_reasons_of_columns_with_one_code_are_told_as_one(model) -> None:
    assert model.codes == ["weight_gap", "days", "route", "goods"]


def test_a_row_scores_alone_as_it_does_in_a_batch(table, model) -> None:
    batch = model.log_odds(table[:50], table["id"][:50])
    alone = [float(model.log_odds(table[i], table["id"][i : i + 1])[0]) for i in range(50)]
    assert batch.tolist() == alone


def test_more_of_a_signed_column_never_lowers_the_risk(table, model) -> None:
    ids = pl.Series(["same"] * 41)
    for i in range(20):
        ladder = pl.concat([table[i]] * 41).with_columns(
            weight_gap=pl.Series(np.linspace(-4, 4, 41))
        )
        assert (np.diff(model.log_odds(ladder, ids)) >= 0).all()


def test_equal_rows_do_not_tie(table, model) -> None:
    twice = pl.concat([table[0], table[0]])
    one, other = model.log_odds(twice, pl.Series(["SIM1", "SIM2"]))
    assert one != other
    assert one == pytest.approx(other, abs=1e-6)


def test_weighted_by_chance_the_model_holds_for_all_rows_and_not_for_those_picked() -> None:
    """Whoever picks by a hunch that is in no column finds more often than there is to find."""
    everything = rows(12_000, seed=4)
    random = np.random.default_rng(6)
    hunch = random.random(12_000) < np.where(everything["found"].to_numpy() == 1, 0.7, 0.1)
    chance = np.where(hunch, 0.9, 0.2)
    picked = pl.Series(random.random(12_000) < chance)
    seen = everything.with_columns(chance=pl.Series(chance)).filter(picked)
    truth = everything["found"].mean()
    weighted = trained(seen).probability(everything, everything["id"]).mean()
    naive = trained(seen.with_columns(chance=pl.lit(1.0)))
    assert weighted == pytest.approx(truth, rel=0.15)
    assert naive.probability(everything, everything["id"]).mean() > 1.3 * truth


def test_later_rows_are_judged_and_their_probabilities_are_true(model) -> None:
    judged = model.report.validation
    assert judged is not None
    assert judged.auc > 0.7
    assert judged.expected_calibration_error < 0.08
    assert sum(b.rows for b in judged.reliability) == judged.rows


def test_copies_of_a_row_do_not_teach_each_other_what_they_are() -> None:
    """Labels drawn by lot, rows copied tenfold: a model that hears of itself believes in them."""
    lots = np.random.default_rng(8)
    once = rows(150, seed=2).with_columns(
        found=pl.Series((lots.random(150) < 0.4).astype(int)),
        port=pl.Series([f"P{i}" for i in range(150)]),
    )
    copied = pl.concat([once] * 10).with_columns(
        id=pl.Series([f"SIM{i}" for i in range(1500)]), time=rows(1500)["time"]
    )
    spec = Spec(categories=SPEC.categories[:1], trees=SPEC.trees, copies=0.5)
    own = train(copied, copied["found"], copied["chance"], copied["time"], None, spec)
    fresh = once.with_columns(port=pl.lit("NEW"))
    spread = np.std(own.probability(copied, copied["id"]))
    assert own.report.learned_rows == 150
    assert own.report.lookup.leaks
    assert "copied rows" in own.report.warnings[0]
    assert spread < 0.1
    assert abs(own.probability(fresh, fresh["id"]).mean() - once["found"].mean()) < 0.15


def test_honest_data_give_no_warning(model) -> None:
    assert not model.report.lookup.leaks
    assert model.report.warnings == ()


@pytest.fixture(scope="module")
def several(table) -> TrainedModel:
    """A model whose forms differ in what they see and in how they grow."""
    random = replace(SPEC.trees, random_splits=True, rounds=60)
    beside = (
        Form(numbers=SPEC.numbers, trees=random),
        Form(numbers=SPEC.numbers[:1], factors=(Factor(name="goods", spread=0.3),), trees=random),
    )
    return trained(table, replace(SPEC, beside=beside))


def test_a_model_of_several_forms_says_the_mean_of_what_each_would_say(table, several) -> None:
    plain = replace(several.content, curve=Curve())
    together = TrainedModel(plain).log_odds(table, table["id"])
    each = [
        TrainedModel(
            replace(plain, spec=Spec(**fields(form), shrinkage=SPEC.shrinkage), parts=(part,))
        ).log_odds(table, table["id"])
        for form, part in zip(several.content.spec.forms, plain.parts, strict=True)
    ]
    assert len(each) == 3
    assert together == pytest.approx(np.mean(each, axis=0), abs=1e-9)


def fields(form: Form) -> dict[str, Any]:
    return {name: getattr(form, name) for name in Form.__struct_fields__}


def test_reasons_of_several_forms_add_up_to_the_score_to_the_bit(table, several, tmp_path) -> None:
    several.save(tmp_path / "model")
    back = TrainedModel.load(tmp_path / "model")
    score = back.log_odds(table, pl.Series(["same"] * table.height))
    lot = score[0] - (back.base + back.contributions(table[:1]).sum())
    assert 0 <= lot < 2**-20
    assert (back.base + lot + back.contributions(table).sum(axis=1) == score).all()
    alone = [float(back.log_odds(table[i], pl.Series(["same"]))[0]) for i in range(30)]
    assert alone == score[:30].tolist()


def test_the_card_tells_of_every_form(several) -> None:
    written = card(several)
    assert written.count("- Learner: ") == 3
    assert "random splits, on 1 numbers and 0 categories, after 1 factors" in written


def test_a_form_beside_may_not_use_a_column_that_is_not_there(table) -> None:
    beside = (Form(numbers=(Number(name="nowhere"),)),)
    with pytest.raises(TrainingRefusedError, match="nowhere"):
        trained(table, replace(SPEC, beside=beside))


def test_copies_that_trees_see_once_count_in_full_where_values_are_counted() -> None:
    """One port's row is there ten times; what is known of the port rests on all ten."""
    once = rows(400, seed=9).with_columns(weight_gap=pl.Series(np.arange(400.0)))
    tenfold = once.filter(pl.col("port") == "CNSHA")[:1]
    copied = pl.concat([once, *([tenfold] * 9)])
    spec = Spec(numbers=SPEC.numbers[:1], categories=SPEC.categories[:1], copies=0.0)
    model = train(copied, copied["found"], copied["chance"], copied["time"], None, spec)
    counts = model.content.parts[0].tables["port"]
    seen = dict(zip(counts.values, counts.seen, strict=True))
    ports = dict(once["port"].value_counts().iter_rows())
    assert model.report.learned_rows == 400
    assert seen["CNSHA"] / seen["ECGYE"] == pytest.approx((ports["CNSHA"] + 9) / ports["ECGYE"])


def test_the_card_and_the_sheet_say_what_the_run_found_out(model) -> None:
    written, sheet = card(model), data_sheet(model)
    assert model.digest in written
    assert f"{model.report.found} finds in {model.report.rows} inspected rows" in written
    assert "weight_gap" in written
    assert all(f"| {name} |" in sheet for name in SPEC.columns)
    assert model.digest.encode() in facts(model)


def test_misses_stand_for_several_where_they_are_many() -> None:
    spec = msgspec.structs.replace(SPEC, misses=2.0, factors=(Factor(name="port", spread=1.0),))
    table = rows(4000, seed=9)
    whole, some = trained(table, msgspec.structs.replace(spec, misses=None)), trained(table, spec)
    judged = rows(1000, seed=10)
    risk, like = (m.log_odds(judged, judged["id"]) for m in (whole, some))
    assert np.corrcoef(risk, like)[0, 1] > 0.9
    assert abs(risk.mean() - like.mean()) < 0.2
