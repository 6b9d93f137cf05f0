"""A scenario of the wind tunnel as a simulated world."""

from msgspec.structs import asdict

from quaywatch.strategy.tunnel.scenario import Scenario
from quaywatch.world.waterbed import Closure, Months, Opening, Splitting, Waterbed


def waters(scenario: Scenario, seed: int) -> Months:
    """Return the world of a scenario; raises ValueError where it names an unknown port."""
    return Months(
        Waterbed(
            seed=seed,
            consignments_per_year=scenario.consignments_per_year,
            traffickers=scenario.traffickers,
            closures=tuple(Closure(**asdict(each)) for each in scenario.strike),
            openings=tuple(Opening(**asdict(each)) for each in scenario.new_port),
            splittings=tuple(Splitting(**asdict(each)) for each in scenario.lot_splitting),
        )
    )
