"""Evidence and assumptions as arrays: what the density is a function of."""

from dataclasses import dataclass
from math import log

import numpy as np
from numpy.typing import NDArray

from quaywatch.strategy.flow.assumptions import Assumptions
from quaywatch.strategy.flow.density import SHARED
from quaywatch.strategy.flow.evidence import Evidence, PortYear, Role

Floats = NDArray[np.float64]
Ints = NDArray[np.int64]

LOT_KG = 600.0
"""Centre of the prior of the mean mass of a lot; wide enough not to matter."""
COLUMNS = ("hits", "mass", "mass_var", "exposed", "found", "found_mass", "found_var", "tests", "ok")
"""Of a port-year, see `Problem.seen`."""


@dataclass(frozen=True, slots=True)
class Problem:
    """All that the density needs; ports are numbered, the target first, then receivers."""

    ports: tuple[str, ...]
    receivers: int
    years: int
    cell: Ints
    """By port-year: port, year from 0, whether it is after the change."""
    seen: Floats
    """By port-year, in `COLUMNS`: hits (-1: not said; -2: mass alone), log of their mean mass (of
    their mass, if mass alone) and its variance (0: not said), expected audit hits per arriving lot,
    audit hits, log of their mean mass and its variance, tests, tests found."""
    upstream: Floats
    """By mass upstream that was said: year from 0, whether after, log of it."""
    level: Floats
    """By port, log of yearly hits as they look before any model: where the sampler starts."""
    prior: Floats
    """Centres and widths; see `_prior`."""

    @property
    def size(self) -> int:
        """Number of unknowns."""
        return SHARED + self.receivers + 4 * len(self.ports) + self.years - 1 + 2 * len(self.cell)


def problem(evidence: Evidence, assumed: Assumptions) -> Problem:
    """Return the arrays of evidence under assumptions."""
    order = list(Role)
    ports = sorted(evidence.roles, key=lambda port: (order.index(evidence.roles[port]), port))
    first = evidence.years.start
    rows = sorted(evidence.port_years, key=lambda one: (ports.index(one.port), one.year))
    return Problem(
        ports=tuple(ports),
        receivers=sum(role is Role.RECEIVER for role in evidence.roles.values()),
        years=len(evidence.years),
        cell=np.array(
            [(ports.index(o.port), o.year - first, o.year >= evidence.changed) for o in rows],
            dtype=np.int64,
        ),
        seen=np.array([_seen(one, assumed) for one in rows]),
        upstream=np.array(
            [
                (one.year - first, one.year >= evidence.changed, log(one.mass_kg))
                for one in evidence.upstream
                if one.mass_kg > 0
            ]
        ).reshape(-1, 3),
        level=np.array([_level(rows, port) for port in ports]),
        prior=_prior(evidence, assumed),
    )


def _seen(one: PortYear, assumed: Assumptions) -> tuple[float, ...]:
    hits = -1.0 if one.hits is None else float(one.hits)
    mass, mass_var = 0.0, 0.0
    if one.mass_kg and one.hits:
        mass, mass_var = _mean_mass(one.mass_kg, one.hits, assumed)
    elif one.mass_kg and one.hits is None:
        lots = max(one.mass_kg / LOT_KG, 1.0)
        spread = log(1 + (1 + assumed.lot_spread**2) / lots)
        hits, mass, mass_var = -2.0, log(one.mass_kg) + spread / 2, spread + assumed.noise**2
    found_mass, found_var = 0.0, 0.0
    if one.audit_hits and one.audit_mass_kg:
        found_mass, found_var = _mean_mass(one.audit_mass_kg, one.audit_hits, assumed)
    exposed = one.audited / one.containers * assumed.audit_sensitivity if one.containers else 0.0
    audit = (exposed, float(one.audit_hits), found_mass, found_var)
    return (hits, mass, mass_var, *audit, float(one.tests), float(one.tests_found))


def _mean_mass(mass_kg: float, lots: int, assumed: Assumptions) -> tuple[float, float]:
    """Return the log of a mean mass, put right for its skewness, and the variance of that."""
    spread = log(1 + assumed.lot_spread**2 / lots)
    return log(mass_kg / lots) + spread / 2, spread + assumed.noise**2


def _level(rows: list[PortYear], port: str) -> float:
    said: list[float] = []
    for one in rows:
        if one.port == port and one.hits is not None:
            said.append(one.hits)
        elif one.port == port and one.mass_kg is not None:
            said.append(one.mass_kg / LOT_KG)
    return log(max(sum(said) / len(said), 0.5)) if said else 3.0


def _prior(evidence: Evidence, assumed: Assumptions) -> Floats:
    stale = assumed.stale_refreshed if evidence.tests_refreshed else assumed.stale
    return np.array(
        [
            _logit(assumed.detection),
            assumed.detection_spread,
            log(assumed.noise),
            assumed.purity,
            log(assumed.upstream),
            log(assumed.recorded),
            _logit(stale),
            assumed.test_realism,
        ]
    )


def _logit(share: float) -> float:
    return log(share / (1 - share))
