"""What treatments are declared to do."""

import msgspec
import pytest

from quaywatch.cargo import Concealment, InspectionKind
from quaywatch.inspections.treatments import Curve, Treatments


def test_ways_of_hiding_add_up_to_one_and_every_treatment_knows_each() -> None:
    declared = Treatments.load()
    for hiding in (declared.hiding.dry, declared.hiding.reefer):
        assert sum(hiding.values()) == pytest.approx(1)
    assert all(set(one.detection) == set(Concealment) for one in declared.treatment)


CURVE = Curve(
    kind=InspectionKind.SCAN,
    concealment=Concealment.RIP_ON,
    points=((0.01, 0.5), (0.03, 0.9)),
    looks=100,
    source="trial of the maker, 2026",
)


def test_a_curve_says_what_a_scanner_finds_where_it_is_set() -> None:
    assert CURVE.at(0.02) == pytest.approx(0.7)
    assert CURVE.at(0.005) == pytest.approx(0.25)
    assert CURVE.at(0.03) == pytest.approx(0.9)
    assert 0.9 < CURVE.at(0.5) < 1


@pytest.mark.parametrize("points", [((0.1, 0.5), (0.1, 0.6)), ((0.1, 0.5), (0.2, 0.4))])
def test_a_curve_that_falls_is_refused(points: tuple[tuple[float, float], ...]) -> None:
    data = msgspec.json.encode(msgspec.structs.replace(CURVE, points=((0.1, 0.2),)))
    plain = msgspec.json.decode(data) | {"points": points}
    with pytest.raises(msgspec.ValidationError, match="rise"):
        msgspec.convert(plain, Curve)


def test_two_curves_of_the_same_look_are_refused() -> None:
    plain = msgspec.to_builtins(msgspec.structs.replace(Treatments.load(), curve=(CURVE,)))
    assert msgspec.convert(plain, Treatments).curve == (CURVE,)
    plain["curve"] *= 2
    with pytest.raises(msgspec.ValidationError, match="two curves"):
        msgspec.convert(plain, Treatments)
