"""The additive model: declared without outcomes, saved and read back whole."""

from pathlib import Path
from unittest.mock import patch

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch import checks
from quaywatch.cargo import Consignment
from quaywatch.risk import Known, Model, model
from quaywatch.risk.keys import keys
from quaywatch.rules import load
from tests.risk.making import consignments, frames, plain


def test_a_saved_model_is_the_same_model(tmp_path: Path) -> None:
    mine = Model.default()
    mine.save(tmp_path / "model.json")
    again = Model.load(tmp_path / "model.json")
    assert again.figures == mine.figures
    assert again.version == mine.version


def test_what_is_no_model_is_refused(tmp_path: Path) -> None:
    (tmp_path / "model.json").write_text('{"base": "high"}')
    with pytest.raises(msgspec.DecodeError):
        Model.load(tmp_path / "model.json")


def test_the_version_follows_the_figures() -> None:
    figures = Model.default().figures
    higher = Model(msgspec.structs.replace(figures, base=figures.base + 1))
    assert higher.version != Model(figures).version == Model.default().version


def test_every_check_has_a_declared_weight_and_no_other() -> None:
    weights = Model.default().figures.findings
    assert set(weights) == {check.code for check in checks.ALL}
    assert all(weight >= 0 for weight in weights.values())


def test_priors_look_at_the_first_goods_that_have_a_code() -> None:
    known = keys(frames([plain(1, "ECGYE", "0803"), plain(2, "ECGYE", "9")]))
    assert known["port_and_chapter"].to_list() == ["ECGYE 08", None]
    assert known["hs_heading"].to_list() == ["0803", None]
    assert known["country_of_loading"].to_list() == ["EC", "EC"]


@settings(deadline=None, max_examples=40)
@given(st.lists(consignments, min_size=1, max_size=5))
def test_few_consignments_add_up_to_what_they_do_among_many(several: list[Consignment]) -> None:
    batch = frames(several)
    findings = checks.run(batch)
    matches = load().match(batch, findings)
    order = ("row", "kind", "code")
    known = Known(batch, findings, matches)
    few = Model.default().contributions(known).sort(order)
    with patch.object(model, "FEW", 0):
        many = Model.default().contributions(known).sort(order)
    assert few.rows() == many.rows()
