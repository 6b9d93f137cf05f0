"""What holds of any month of the world of all ports."""

import numpy as np
import pytest

from quaywatch.world.waterbed import Closure, Months, Opening, Seen, Splitting, Truth, Waterbed

_SMALL = 300_000


def _world(**turned: object) -> Months:
    return Months(Waterbed(**({"consignments_per_year": _SMALL} | turned)))  # pyright: ignore[reportArgumentType]


def _months(world: Months, count: int, share: float = 0.05) -> list[tuple[Seen, Truth]]:
    looked = np.full(len(world.places), share)
    return [world.month(0.9 * looked, 0.1 * looked) for _ in range(count)]


def test_the_same_seed_gives_the_same_months_and_another_does_not() -> None:
    first, again, other = (_months(_world(seed=seed), 3) for seed in (1, 1, 2))
    for (seen, truth), (seen_again, truth_again) in zip(first, again, strict=True):
        assert np.array_equal(seen.targeted, seen_again.targeted)
        assert np.array_equal(truth.sent_kg, truth_again.sent_kg)
    assert not np.array_equal(first[0][0].rows, other[0][0].rows)


def test_trade_and_supply_are_those_asked_for() -> None:
    world = _world()
    months = _months(world, 12)
    assert sum(int(seen.rows.sum()) for seen, _ in months) == pytest.approx(_SMALL, rel=0.02)
    sent = sum(float(truth.sent_kg.sum()) for _, truth in months)
    assert sent == pytest.approx(world.config.supply_t_per_year * 1000, rel=1e-6)


def test_a_tenth_of_the_trade_comes_from_latin_america() -> None:
    world = _world()
    expected = world.expected()
    assert expected[world.places.watched].sum() / expected.sum() == pytest.approx(0.095, abs=0.01)


def test_as_much_is_looked_at_as_was_planned() -> None:
    seen, _ = _months(_world(), 1)[0]
    assert (seen.targeted.sum() + seen.audited.sum()) / seen.rows.sum() == pytest.approx(
        1 - 0.955 * 0.995, rel=0.05
    )


def test_nothing_is_seized_that_was_not_sent_and_only_where_somebody_looked_or_told() -> None:
    for seen, truth in _months(_world(), 6):
        assert (truth.seized_kg <= truth.sent_kg + 1e-9).all()
        finds = seen.targeted_finds + seen.audited_finds
        assert (finds <= seen.targeted + seen.audited).all()
    blind = _months(_world(), 6, share=0.0)
    assert sum(int((s.targeted_finds + s.audited_finds).sum()) for s, _ in blind) == 0
    assert sum(int(s.tipped_finds.sum()) for s, _ in blind) > 0


def test_officers_rank_about_twice_as_well_as_chance_and_not_at_all_if_so_asked() -> None:
    lifts: list[float] = []
    for sharpness in (1.0, 0.0):
        world = _world(seed=4, consignments_per_year=3_000_000, sharpness=sharpness)
        looked = np.full(len(world.places), 0.088)
        none = np.zeros_like(looked)
        finds = [
            sum(int(pair[0].targeted_finds.sum() + pair[0].audited_finds.sum()) for pair in months)
            for months in (
                [world.month(looked, none) for _ in range(24)],
                [world.month(none, looked) for _ in range(24)],
            )
        ]
        lifts.append(finds[0] / finds[1])
    assert 1.6 < lifts[0] < 2.6
    assert lifts[1] == pytest.approx(1.0, abs=0.25)


def test_a_port_on_strike_handles_nothing_and_its_trade_calls_elsewhere() -> None:
    world = _world(closures=(Closure(port="NLRTM", first=1, months=2),))
    rotterdam = np.array(world.places.port) == "NLRTM"
    seen = [seen for seen, _ in _months(world, 4)]
    assert [int(one.rows[rotterdam].sum()) > 0 for one in seen] == [True, False, False, True]
    assert seen[1].rows.sum() == pytest.approx(seen[0].rows.sum(), rel=0.05)


def test_a_port_that_opens_draws_lots_from_then_on() -> None:
    sines = Opening(port="PTSIE", first=2, boxes_per_year=900_000, latam_boxes_per_year=150_000)
    world = _world(openings=(sines,))
    sent = [float(truth.sent_kg[world.ports.index("PTSIE")]) for _, truth in _months(world, 18)]
    assert sent[:2] == [0.0, 0.0]
    assert sum(sent[6:]) > 0


def test_lots_shrink_when_sending_one_becomes_cheap() -> None:
    means: list[float] = []
    for splittings in ((), (Splitting(first=0, cost=0.25),)):
        months = _months(_world(splittings=splittings), 12)
        sent = sum(float(truth.sent_kg.sum()) for _, truth in months)
        means.append(sent / sum(float(truth.lots.sum()) for _, truth in months))
    assert means[1] < 0.75 * means[0]


def test_a_port_that_no_table_knows_is_refused() -> None:
    with pytest.raises(ValueError, match="XXABC"):
        _world(closures=(Closure(port="XXABC", first=0, months=1),))
