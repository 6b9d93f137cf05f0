"""Runs kept as files: what each seed's years brought, by quarter and port. Always simulated."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated, Literal

import msgspec
import numpy as np

from quaywatch.strategy.tunnel.policies import POLICIES
from quaywatch.strategy.tunnel.sailing import Voyage, sail
from quaywatch.strategy.tunnel.scenario import Scenario
from quaywatch.strategy.tunnel.waters import Floats, Waters

FORM = 1
"""Number of this form of file."""
OTHER_WAY = "other"
"""Stands after the ports in each row: what goes another way than in containers."""
Table = list[list[float]]
"""By quarter, then by port; the last entry of each row is another way."""


class BadRun(ValueError):  # noqa: N818 - the analyst's word
    """A file that is no run, or not the run that is to be continued."""


class Years(msgspec.Struct, frozen=True, kw_only=True):
    """One seed's years."""

    seed: int
    sent_t: Table
    seized_t: Table
    lots: Table
    lost: Table
    looks: Table
    """By quarter and port, without another way, of the consignments that were drawn."""


class Run(msgspec.Struct, frozen=True, kw_only=True):
    """One policy through one scenario, seed by seed."""

    form: Literal[1] = FORM
    simulated: Literal[True] = True
    scenario: Scenario
    policy: Annotated[str, msgspec.Meta(pattern="^[a-z]{1,20}$")]
    ports: list[str]
    seeds: list[Years]

    @property
    def name(self) -> str:
        """What its file is called."""
        return f"{self.scenario.name}-{self.policy}"

    def cube(self, what: Literal["sent_t", "seized_t", "lots", "lost", "looks"]) -> Floats:
        """Return a figure by [seed, quarter, port and another way]."""
        return np.array([getattr(seed, what) for seed in self.seeds], dtype=np.float64)


def extend(
    run: Run | None,
    scenario: Scenario,
    policy: str,
    seeds: range,
    waters: Callable[[Scenario, int], Waters],
) -> Iterator[Run]:
    """Yield the run with one seed more each time, leaving out those it has.

    Raises:
        BadRun: the policy is unknown, or `run` is another scenario's or policy's.

    """
    if policy not in POLICIES:
        raise BadRun(f"no policy is called {policy!r}; there are {', '.join(POLICIES)}")
    if run is not None and (run.scenario, run.policy) != (scenario, policy):
        raise BadRun(f"{run.name} was run with other settings; nothing is added to it")
    kept = list(run.seeds) if run is not None else []
    for seed in seeds:
        if any(one.seed == seed for one in kept):
            continue
        world = waters(scenario, seed)
        kept.append(_year(seed, sail(world, POLICIES[policy], scenario)))
        yield Run(scenario=scenario, policy=policy, ports=list(world.ports), seeds=list(kept))


def write(run: Run, folder: Path) -> Path:
    """Write a run into a folder, whole or not at all, and return its file."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{run.name}.json"
    unfinished = path.with_suffix(".unfinished")
    unfinished.write_bytes(msgspec.json.encode(run))
    unfinished.replace(path)
    return path


def read(path: Path) -> Run:
    """Return the run of a file; raises BadRun."""
    try:
        run = msgspec.json.decode(path.read_bytes(), type=Run)
    except (OSError, msgspec.MsgspecError) as error:
        raise BadRun(f"{path.name}: {error}") from error
    quarters = run.scenario.months // 3
    for seed in run.seeds:
        for what, width in (("sent_t", 1), ("seized_t", 1), ("lots", 1), ("lost", 1), ("looks", 0)):
            table: Table = getattr(seed, what)
            if len(table) != quarters or any(len(row) != len(run.ports) + width for row in table):
                raise BadRun(f"{path.name}: {what} of seed {seed.seed} lacks a quarter or port")
    return run


def stored(folder: Path) -> list[Path]:
    """Return the files of runs in a folder, in order; none if there is no folder."""
    return sorted(folder.glob("*.json"))


def _year(seed: int, voyage: Voyage) -> Years:
    def table(figure: Floats, unit: float = 1.0) -> Table:
        return [[round(float(one) / unit, 3) for one in row] for row in figure]

    return Years(
        seed=seed,
        sent_t=table(voyage.sent_kg, 1000),
        seized_t=table(voyage.seized_kg, 1000),
        lots=table(voyage.lots),
        lost=table(voyage.lost),
        looks=table(voyage.looks),
    )
