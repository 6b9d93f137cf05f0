"""A supposed world says what each of its numbers rests on, and is refused where it contradicts."""

import msgspec
import pytest

from quaywatch.strategy.allocation import How, compare, settle
from quaywatch.strategy.figures import public
from quaywatch.strategy.scenarios import Basis, Scenario, assumptions, built, usual
from quaywatch.strategy.scenarios.assumptions import origins

USUAL = usual(public())


def test_every_assumption_lies_in_its_range_and_says_what_it_rests_on() -> None:
    for one in assumptions().values():
        assert one.low <= one.value <= one.high, one.name
        assert one.source, one.name
    published = [*assumptions().values(), *origins().values()]
    assert all(one.source for one in published if one.basis is Basis.PUBLIC)


def test_the_usual_ports_are_those_whose_containers_are_published() -> None:
    ports = {one.port: one for one in USUAL.ports}
    assert {"BEANR", "NLRTM", "DEHAM", "ESVLC"} <= ports.keys()
    # 13.5 million TEU in 2024, of which 0.6 boxes each, of which one in twenty is on these routes.
    assert ports["BEANR"].containers == pytest.approx(13.5e6 * 0.6 * 0.05)


def test_acting_together_lets_less_arrive_than_each_for_itself() -> None:
    arriving = {how: one.arriving for how, one in compare(built(USUAL)).items()}
    order = [How.POOLED, How.COMMON, How.NATIONAL, How.EVEN, How.FLOORS]
    shares = [share for share in map(arriving.get, order) if share is not None]
    assert len(shares) == len(order)
    assert shares == sorted(shares)
    assert shares[0] < shares[1] < shares[2]


def test_more_scanning_never_lets_more_arrive() -> None:
    shares: list[float] = []
    for scanned in (0.0, 0.1, 0.4, 0.9):
        ports = tuple(msgspec.structs.replace(one, scanned=scanned) for one in USUAL.ports)
        made = settle(built(msgspec.structs.replace(USUAL, ports=ports)), How.POOLED)
        assert made.arriving is not None
        shares.append(made.arriving)
    assert shares == sorted(shares, reverse=True)


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"open_minutes": 1.0}, "opening"),
        ({"gain": 0.0, "penalty": 0.0}, "costs nothing"),
        ({"routes": (*USUAL.routes, USUAL.routes[0])}, "routes"),
    ],
)
def test_what_contradicts_itself_is_refused_by_name(change: dict[str, object], said: str) -> None:
    with pytest.raises(ValueError, match=said):
        built(msgspec.structs.replace(USUAL, **change))


def test_a_scenario_survives_being_written_down() -> None:
    assert msgspec.json.decode(msgspec.json.encode(USUAL), type=Scenario) == USUAL
