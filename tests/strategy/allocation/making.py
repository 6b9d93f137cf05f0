"""Alliances by lot."""

import numpy as np

from quaywatch.strategy.allocation import Alliance, Look, Member, Stratum, Traffickers

SCAN = Look(name="scan", detection=0.6, minutes=4.0)
OPEN = Look(name="scan and open", detection=0.95, minutes=60.0)
PAPERS = Look(name="documents", detection=0.05, minutes=0.2)


def alliance(
    seed: int,
    members: int,
    strata: int = 5,
    outsiders: int = 0,
    *,
    looks: tuple[Look, ...] = (SCAN,),
    rationality: float | None = 0.3,
    share: float = 0.1,
    floor: float = 0.001,
) -> Alliance:
    """Return an alliance whose ports have minutes to scan about `share` of their containers."""
    rng = np.random.default_rng(seed)
    ports = [
        _member(
            rng, f"XX{chr(65 + number // 26)}{chr(65 + number % 26)}X", strata, looks, share, floor
        )
        for number in range(members + outsiders)
    ]
    return Alliance(
        members=tuple(ports[:members]),
        outsiders=tuple(ports[members:]),
        traffickers=Traffickers(rationality=rationality, stay=2.0),
    )


def _member(
    rng: np.random.Generator,
    port: str,
    strata: int,
    looks: tuple[Look, ...],
    share: float,
    floor: float,
) -> Member:
    made = tuple(
        Stratum(
            route=f"R{number}",
            goods="08",
            containers=float(rng.uniform(10, 1000)),
            gain=float(rng.uniform(1, 30)),
            penalty=float(rng.uniform(5, 30)),
            looks=looks,
            floor=floor,
        )
        for number in range(strata)
    )
    whole = sum(one.containers for one in made) * looks[0].minutes
    return Member(port=port, minutes=whole * share * float(rng.uniform(0.5, 1.5)), strata=made)
