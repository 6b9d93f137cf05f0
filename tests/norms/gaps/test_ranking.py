"""Gaps come in the order in which a euro removes most risk, and it is told how sure that is."""

from collections.abc import Mapping

import msgspec
import pytest

from quaywatch.norms import Catalogue, Standing, State
from quaywatch.norms.gaps import Assumption, assumptions, ranked
from quaywatch.norms.gaps.ranking import Basis
from quaywatch.norms.standing import Backing

CATALOGUE = Catalogue.load()
ASSUMED = assumptions()


def stood(requirement: str, state: State) -> Standing:
    return Standing(
        requirement=requirement,
        state=state,
        backing=Backing.DECLARED,
        figure=None,
        observed_on=None,
        evidence=(),
        expired=(),
        certain=True,
    )


def costs(**eur: float) -> Mapping[str, float]:
    return {name.replace("_", "-"): cost for name, cost in eur.items()}


def test_every_group_has_an_assumption_in_order_and_says_what_it_rests_on() -> None:
    assert ASSUMED.keys() == {group.code for group in CATALOGUE.groups}
    for one in ASSUMED.values():
        assert one.low <= one.likely <= one.high
        assert one.source or one.basis is Basis.JUDGEMENT


def test_the_same_risk_for_less_comes_first_and_unknown_costs_last() -> None:
    stand = [stood(name, State.NOT_MET) for name in ("SCN-01", "SCN-04", "SCN-05")]
    found = ranked(CATALOGUE, stand, costs(SCN_01=2e6, SCN_04=1e6), ASSUMED)
    assert [one.requirement for one in found] == ["SCN-04", "SCN-01", "SCN-05"]
    assert found[2].per_million is None


def test_what_is_met_or_does_not_apply_is_no_gap() -> None:
    stand = [stood("SCN-01", State.MET), stood("SCN-02", State.NOT_APPLICABLE)]
    assert ranked(CATALOGUE, stand, {}, ASSUMED) == ()


@pytest.mark.parametrize(
    ("worse", "better"),
    [(State.NOT_MET, State.UNKNOWN), (State.UNKNOWN, State.PARTLY), (State.NOT_MET, State.EXPIRED)],
)
def test_the_more_is_missing_the_more_is_removed(worse: State, better: State) -> None:
    one, other = (
        ranked(CATALOGUE, [stood("SCN-01", state)], {}, ASSUMED)[0] for state in (worse, better)
    )
    assert one.removed > other.removed


def test_all_gaps_of_a_group_together_remove_what_is_assumed_of_it() -> None:
    stand = [stood(one.id, State.NOT_MET) for one in CATALOGUE.of_group("REE")]
    found = ranked(CATALOGUE, stand, {}, ASSUMED)
    assert sum(one.removed for one in found) == pytest.approx(ASSUMED["REE"].likely)
    assert sum(one.removed_high for one in found) == pytest.approx(ASSUMED["REE"].high)


def test_an_order_within_a_group_is_sure_and_between_overlapping_ones_is_not() -> None:
    alike = [stood("SCN-01", State.NOT_MET), stood("SCN-06", State.NOT_MET)]
    assert ranked(CATALOGUE, alike, {}, ASSUMED)[0].ahead
    apart = [stood("ACC-01", State.NOT_MET), stood("VET-02", State.NOT_MET)]
    assert not ranked(CATALOGUE, apart, {}, ASSUMED)[0].ahead


def test_other_assumptions_are_another_order() -> None:
    stand = [stood("GOV-01", State.NOT_MET), stood("SCN-01", State.NOT_MET)]
    assert ranked(CATALOGUE, stand, {}, ASSUMED)[0].requirement == "SCN-01"
    sure = Assumption(group="GOV", low=1.0, likely=1.0, high=1.0, basis=Basis.JUDGEMENT)
    moved = {**ASSUMED, "GOV": msgspec.structs.replace(sure)}
    first = ranked(CATALOGUE, stand, {}, moved)[0]
    assert first.requirement == "GOV-01"
