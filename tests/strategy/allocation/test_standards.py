"""A port that keeps more of the standard is worth less to a trafficker, never more."""

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.strategy.allocation import How, settle
from quaywatch.strategy.allocation.standards import DEARER, SPOILT, Case, under_standards
from tests.strategy.allocation.making import alliance


@given(st.integers(0, 10_000), st.floats(0, 0.9), st.sampled_from(list(Case)))
@settings(max_examples=25)
def test_less_of_what_is_shipped_chooses_a_port_that_keeps_more_and_more_chooses_the_others(
    seed: int, met: float, case: Case
) -> None:
    made = alliance(seed, 3)
    ports = [member.port for member in made.members]
    some = settle(under_standards(made, dict.fromkeys(ports, met), case), How.EVEN)
    first = dict.fromkeys(ports, met) | {ports[0]: met + 0.1}
    more = settle(under_standards(made, first, case), How.EVEN)
    for place, (was, now) in enumerate(zip(some.ports, more.ports, strict=True)):
        assert was.chosen is not None
        assert now.chosen is not None
        falls = was.chosen - now.chosen
        assert falls >= -1e-12 if place == 0 else falls <= 1e-12


def test_of_what_is_assumed_low_is_no_effect_and_likely_lies_within() -> None:
    for one in (DEARER, SPOILT):
        assert 0 == one.low < one.likely < one.high
    made = alliance(1, 2)
    assert under_standards(made, {}, Case.LOW) == made


def test_the_price_and_the_finds_are_as_declared() -> None:
    made = alliance(1, 1, 1)
    (stratum,) = made.members[0].strata
    kept = under_standards(made, {"XXAAX": 0.5}, Case.HIGH).members[0].strata[0]
    assert kept.gain == pytest.approx(stratum.gain * (1 - 0.08 * 0.5))
    assert kept.looks[0].detection == pytest.approx(0.6 * (1 - 0.2 * 0.5))
    assert msgspec.structs.replace(kept, gain=stratum.gain, looks=stratum.looks) == stratum


def test_a_share_that_is_none_is_refused_with_its_port() -> None:
    with pytest.raises(ValueError, match="NLRTM"):
        under_standards(alliance(1, 1), {"NLRTM": 1.5})
