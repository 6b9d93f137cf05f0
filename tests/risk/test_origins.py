"""A port of loading's standing is one more prior beside whatever a model says."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.cargo import Consignment, Reason, ReasonKind
from quaywatch.risk import Model, assess, exact, text, title
from quaywatch.risk.origins import STANDING, Origin, stood
from quaywatch.rules import RuleBook
from tests.risk.making import consignments, frames, plain

GUAYAQUIL = Origin(port="ECGYE", shift=0.21, low=-0.11, high=0.33, known=0.62)
CARTAGENA = Origin(port="COCTG", shift=-0.4, low=-0.4, high=-0.4, known=1.0)
MODEL = Model.default()
STOOD = stood(MODEL, (GUAYAQUIL, CARTAGENA))


@given(st.lists(consignments, min_size=1, max_size=30))
def test_it_adds_its_shift_and_nothing_else_and_all_adds_up_to_the_bit(
    several: list[Consignment],
) -> None:
    before, after = (
        assess(frames(several), model=model, rulebook=RuleBook(())) for model in (MODEL, STOOD)
    )
    shifts = {"ECGYE": exact.snapped(0.21), "COCTG": exact.snapped(-0.4)}
    expected = [shifts.get(str(each.route.port_of_loading), 0.0) for each in several]
    gained = after.scores["log_odds"].to_numpy() - before.scores["log_odds"].to_numpy()
    assert np.array_equal(gained, expected)
    told = after.contributions
    sums = exact.added(told, len(several))
    assert np.array_equal(sums, after.scores["log_odds"].to_numpy())
    assert (told["code"] == STANDING).sum() == sum(each != 0 for each in expected)


def test_nothing_known_of_any_port_leaves_the_model_as_it_is() -> None:
    assert stood(MODEL, ()) is MODEL


def test_other_standings_are_another_version() -> None:
    assert len({MODEL.version, STOOD.version, stood(MODEL, (GUAYAQUIL,)).version}) == 3
    assert stood(MODEL, (CARTAGENA, GUAYAQUIL)).version == STOOD.version


def reason(port: str) -> Reason:
    made = assess(frames([plain(1, port)]), model=STOOD, rulebook=RuleBook(()))
    return next(each for each in made.explain(0).reasons if each.code == STANDING)


def test_the_reason_names_the_port_the_size_and_what_is_not_known() -> None:
    one = reason("ECGYE")
    assert (one.kind, one.fields) == (ReasonKind.PRIOR, ("consignment.port_of_loading",))
    assert text(one, "en") == (
        "Loaded at Guayaquil (ECGYE), which lacks much of the ports' standard: 1.2 times the usual "
        "odds of a find, within declared bounds (from 0.9 to 1.4 times, depending on what is not "
        "known of the port; 62% of the standard is known)"
    )
    assert title(reason("COCTG"), "en") == (
        "Loaded at Cartagena (COCTG), which keeps much of the ports' standard"
    )


@pytest.mark.parametrize("language", ["fr", "nl", "es"])
def test_it_is_told_in_every_language_of_officers(language: str) -> None:
    said = text(reason("ECGYE"), language)
    assert "Guayaquil (ECGYE)" in said
    assert "1,2" in said
    assert said != text(reason("ECGYE"), "en")
