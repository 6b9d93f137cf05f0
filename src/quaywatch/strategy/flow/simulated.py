"""Ports of which the truth is known, lot by lot: to try models, and plans of audits, against it.

Six ports over eight years. One of them loses about three fifths of what it seizes from the fifth
year on, for one of four reasons; three can receive what avoids it, two cannot. Everything here is
drawn by lot: none of it is a figure of a real port.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from quaywatch.strategy.flow.evidence import Evidence, PortYear, Role, Upstream
from quaywatch.strategy.flow.explanations import EXPLANATIONS, Explanation

Floats = NDArray[np.float64]

ROLES = {
    "target": Role.TARGET,
    "near": Role.RECEIVER,
    "coast": Role.RECEIVER,
    "south": Role.RECEIVER,
    "inland": Role.CONTROL,
    "island": Role.CONTROL,
}
YEARS = 8
CHANGED = 5
CONTAINERS = (320_000, 120_000, 120_000, 120_000, 140_000, 140_000)
"""That could carry a lot, in a year, by port: the target is as large as Antwerp is among others."""


@dataclass(frozen=True, slots=True)
class Design:
    """What is done in each port and year to learn flow and detection."""

    audit: float = 0.0
    """Share of containers that are drawn by lot and opened."""
    tests: int = 0
    """Seeded loads."""
    audit_from: int = 1
    """The first year with audits."""
    stale: bool = False
    """Tests keep the way of hiding of before the change: what evades targeting does not show."""
    refreshed: bool = True
    """The register says that tests were brought up to date after the change; it can be wrong."""
    mixed: bool = False
    """Several explanations hold in part; else one has most of the fall."""


@dataclass(frozen=True, slots=True)
class Truth:
    """What lies behind the evidence. Arrays over ports in the order of `ROLES`, and years."""

    explanation: Explanation
    """The one with the largest part."""
    parts: Floats
    """Of the fall in the log of the target's seized mass, by explanation; they sum to 1."""
    fall: float
    """In the log of the target's seized mass, against what the trend leads one to expect."""
    arriving: Floats
    """Expected lots that arrive, port by year."""
    mass_kg: Floats
    """Mean mass of a lot that arrives, port by year."""
    seized_kg: Floats
    """Mean mass of a lot that is found: less, where it is large ones that evade."""
    detection: Floats
    """Chance that one of them is found, port by year."""
    unseen: float
    """Fall in the log of the target's detection of a lot."""
    displaced_kg: float
    """Yearly mass that goes to other ports, at the target's level before trend."""


@dataclass(frozen=True, slots=True)
class Case:
    """Evidence with its truth."""

    evidence: Evidence
    truth: Truth


def simulate(explanation: Explanation, design: Design, seed: int) -> Case:
    """Return a case in which `explanation` has the largest part. Same arguments, same case."""
    rng = np.random.default_rng([seed, EXPLANATIONS.index(explanation)])
    trend = np.exp(np.cumsum(np.r_[0.0, rng.normal(0.04, 0.08, YEARS - 1)]))
    truth = _truth(rng, explanation, trend, design.mixed)
    return Case(evidence=_seen(rng, truth, trend, design), truth=truth)


def _truth(rng: np.random.Generator, explanation: Explanation, trend: Floats, mixed: bool) -> Truth:
    ports = len(ROLES)
    parts = _parts(rng, explanation, mixed)
    fall = float(-np.log(0.4) * rng.uniform(0.8, 1.2))
    base = np.array(CONTAINERS) * rng.uniform(0.0015, 0.003, ports)
    mass = 600 * np.exp(rng.normal(0, 0.3, ports))
    found = rng.uniform(0.08, 0.14, ports)
    arriving = base[:, None] * trend * np.exp(_noise(rng, ports))
    masses = np.repeat(mass[:, None], YEARS, axis=1) * np.exp(_noise(rng, ports))
    detection = _expit(_logit(found)[:, None] + _noise(rng, ports))
    after = np.arange(1, YEARS + 1) >= CHANGED
    gone, unseen = fall * (1 - parts[3]), fall * parts[3]
    by_number = rng.uniform(0.5, 1.0)
    lost = base[0] * mass[0] * (1 - np.exp(-gone))
    moved = lost * parts[1] / (1 - parts[3])
    arriving[0, after] *= np.exp(-gone * by_number)
    masses[0, after] *= np.exp(-gone * (1 - by_number))
    seized = masses.copy()
    unseen_lots = unseen * rng.uniform(0.6, 1.0)
    detection[0, after] *= np.exp(-unseen_lots)
    seized[0, after] *= np.exp(unseen_lots - unseen)
    route = rng.dirichlet([2.0, 2.0, 2.0])
    arriving[1:4, after] += (moved * route / mass[1:4])[:, None] * trend[after]
    return Truth(
        explanation=explanation,
        parts=parts,
        fall=fall,
        arriving=arriving,
        mass_kg=masses,
        seized_kg=seized,
        detection=detection,
        unseen=float(unseen_lots),
        displaced_kg=float(moved),
    )


def _parts(rng: np.random.Generator, explanation: Explanation, mixed: bool) -> Floats:
    place = EXPLANATIONS.index(explanation)
    if mixed:
        drawn = np.sort(rng.dirichlet([1.0, 1.0, 1.0, 1.0]))[::-1]
        return np.r_[drawn[1 : place + 1], drawn[0], drawn[place + 1 :]]
    largest = rng.uniform(0.8, 0.95)
    return np.insert(rng.dirichlet([1.0, 1.0, 1.0]) * (1 - largest), place, largest)


def _noise(rng: np.random.Generator, ports: int) -> Floats:
    """Return what differs from year to year without a reason, on the log scale."""
    return rng.normal(0, rng.uniform(0.08, 0.2), (ports, YEARS))


def _seen(rng: np.random.Generator, truth: Truth, trend: Floats, design: Design) -> Evidence:
    gap = rng.normal(0, 0.25, len(ROLES))[:, None]
    by_test = _expit(_logit(truth.detection) + gap)
    if design.stale:
        by_test[0, CHANGED - 1 :] *= np.exp(truth.unseen)
    rows = [
        _year(rng, truth, by_test, design, port, year)
        for port in range(len(ROLES))
        for year in range(YEARS)
    ]
    return Evidence(
        roles=dict(ROLES),
        changed=CHANGED,
        port_years=tuple(rows),
        upstream=_upstream(rng, truth, trend),
        tests_refreshed=design.tests > 0 and design.refreshed,
    )


def _year(
    rng: np.random.Generator, truth: Truth, by_test: Floats, design: Design, port: int, year: int
) -> PortYear:
    share = design.audit if year + 1 >= design.audit_from else 0.0
    lots = float(truth.arriving[port, year])
    chance = float(truth.detection[port, year])
    tried = min(float(by_test[port, year]), 1.0)
    found = int(rng.poisson(lots * chance))
    drawn = int(rng.poisson(lots * share * 0.9))
    tested = int(rng.binomial(design.tests, tried))
    return PortYear(
        port=list(ROLES)[port],
        year=year + 1,
        hits=found,
        mass_kg=_weighed(rng, found, truth.seized_kg[port, year]),
        containers=CONTAINERS[port],
        audited=round(CONTAINERS[port] * share),
        audit_hits=drawn,
        audit_mass_kg=_weighed(rng, drawn, truth.mass_kg[port, year]),
        tests=design.tests,
        tests_found=tested,
    )


def _weighed(rng: np.random.Generator, lots: int, mean: float) -> float:
    """Return the mass of some lots: lognormal, with a standard deviation of twice the mean."""
    spread = np.sqrt(np.log(5.0))
    masses = mean * np.exp(rng.normal(-(spread**2) / 2, spread, lots))
    return round(float(masses.sum()), 1)


def _upstream(rng: np.random.Generator, truth: Truth, trend: Floats) -> tuple[Upstream, ...]:
    """Return what is stopped before it leaves: a part of it is known, and known to be bound so."""
    after = np.arange(1, YEARS + 1) >= CHANGED
    gone = truth.fall * (1 - truth.parts[3])
    sent = float(np.mean((truth.arriving * truth.mass_kg)[0, ~after] / trend[~after]))
    more = sent * (1 - np.exp(-gone)) * truth.parts[2] / (1 - truth.parts[3])
    stopped = (sent * rng.uniform(0.15, 0.4) + more * after) * trend * rng.uniform(0.4, 0.8)
    seen = stopped * np.exp(rng.normal(0, 0.2, YEARS))
    return tuple(
        Upstream(year=year + 1, mass_kg=round(float(mass), 1)) for year, mass in enumerate(seen)
    )


def _logit(share: Floats) -> Floats:
    return np.log(share) - np.log1p(-share)


def _expit(log_odds: Floats) -> Floats:
    return 1 / (1 + np.exp(-log_odds))
