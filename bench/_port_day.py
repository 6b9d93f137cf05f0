"""A made-up inspection day at a large port, drawn from a seed: boxes, resources and their hours.

Sizes follow what is public of Antwerp and Rotterdam: eight deep-sea terminals, some 20,000 boxes in
the yards, thirty resources that work around the clock. Probabilities are skewed as those of a
calibrated model are: most boxes lie far below one in a thousand, few above one in a hundred.
"""

from datetime import UTC, date, datetime, timedelta

import numpy as np
import polars as pl

from quaywatch.cargo import InspectionKind
from quaywatch.cargo.columns import INSTANT
from quaywatch.inspections import Capacity, Means, Resource

DAY = date(2026, 6, 1)
START = datetime(2026, 5, 31, 22, tzinfo=UTC)
"""Midnight of the day in local time."""
TERMINALS = tuple(f"K{n}" for n in range(1, 9))
_SHARES = np.array([0.25, 0.2, 0.15, 0.12, 0.1, 0.08, 0.06, 0.04])
_ALL_DAY = dict.fromkeys(("monday", "tuesday"), (0, 24))
_BOXES_PER_SET = 20_000


def boxes(count: int, seed: int) -> pl.DataFrame:
    """Candidates of the day."""
    rng = np.random.default_rng(seed)
    terminal = rng.choice(len(TERMINALS), size=count, p=_SHARES)
    lane = np.minimum(rng.zipf(1.6, size=count), 40) - 1
    lane_risk = np.exp(np.random.default_rng(seed + 1).normal(0, 0.8, 40))
    score = -8.0 + np.log(lane_risk[lane]) + rng.gumbel(0, 0.9, count)
    reefer = rng.random(count) < 0.15
    available = rng.uniform(-72, 22, count)
    available = np.where(
        rng.random(count) < 0.6, np.minimum(available, rng.uniform(-48, 6)), available
    )
    stay = np.where(reefer, rng.gamma(2.0, 9.0, count), rng.gamma(2.0, 30.0, count)) + 2
    leaves = np.maximum(available + stay, rng.uniform(1, 40, count))
    return pl.DataFrame(
        {
            "box_id": [f"b{n:06}" for n in range(count)],
            "probability": 1 / (1 + np.exp(-score)),
            "terminal": [TERMINALS[t] for t in list[int](terminal.tolist())],
            "available_at": _instants(available),
            "deadline_at": _instants(leaves),
            "stratum": [f"L{n:02}" for n in list[int](lane.tolist())],
            "reefer": reefer,
            "dangerous_goods": rng.random(count) < 0.05,
        }
    ).with_columns(pl.col("available_at", "deadline_at").cast(INSTANT))


def calendar(count: int = _BOXES_PER_SET) -> Capacity:
    """Thirty resources; for more or fewer boxes each does as much more or less."""
    times = count / _BOXES_PER_SET
    rows: list[Resource] = []

    def add(name: str, terminal: str, kind: InspectionKind, rate: int, **more: object) -> None:
        rows.append(
            Resource(
                name=name,
                terminal=terminal,
                kind=kind,
                slots_per_hour=max(1, round(rate * times)),
                hours=_ALL_DAY,  # pyright: ignore[reportArgumentType]
                **more,  # pyright: ignore[reportArgumentType]
            )
        )

    for n, terminal in enumerate(TERMINALS):
        add(f"tunnel {n + 1}", terminal, InspectionKind.SCAN, 10 if n < 4 else 6)
        add(f"bay {n + 1}", terminal, InspectionKind.OPEN, 2, dangerous_goods=n % 2 == 0)
    for n in range(5):
        more = {"means": Means.MOBILE_SCANNER, "moves_to": TERMINALS, "setup_minutes": 30}
        add(f"mobile {n + 1}", TERMINALS[n], InspectionKind.SCAN, 6, **more)
    for n in range(4):
        more = {"moves_to": TERMINALS, "setup_minutes": 10}
        add(f"dogs {n + 1}", TERMINALS[n], InspectionKind.DOGS, 8, **more)
    for n in range(3):
        add(f"second {n + 1}", TERMINALS[n], InspectionKind.SECOND_SCAN, 2)
    for n in range(2):
        add(f"desk {n + 1}", "", InspectionKind.DOCUMENTS, 15)
    return Capacity(timezone="Europe/Brussels", resource=tuple(rows))


def _instants(hours: np.ndarray) -> list[datetime]:
    return [START + timedelta(seconds=round(h * 3600)) for h in hours.tolist()]
