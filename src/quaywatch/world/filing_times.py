"""When each manifest is filed: one regular filing a call and port of loading, and one late one."""

from dataclasses import dataclass

import numpy as np

from quaywatch.world.arrays import Bools, Floats, Ints
from quaywatch.world.shipments import Legs, Shipments
from quaywatch.world.streams import stream

LEGAL_LEAD_DAYS = 1.0
"""Deep-sea containers are declared 24 hours before loading (UCC-DA 2015/2446, Art. 105(a))."""


@dataclass(frozen=True, slots=True)
class FilingTimes:
    """Manifest of each consignment and the day it was received (days since 1970)."""

    manifest: Ints
    received: Floats


def filing_times(
    seed: int,
    month: int,
    shipments: Shipments,
    legs: Legs,
    late: Bools,
    ports: int,
    quality: Floats,
) -> FilingTimes:
    """Assign consignments to manifests; `quality` is that of each carrier."""
    rng = stream(seed, "filing", month)
    weeks = int(shipments.week.max(initial=0)) + 1
    call = (legs.carrier * ports + legs.origin) * weeks + shipments.week
    calls = len(quality) * ports * weeks
    slack = rng.exponential(1.0, calls) * np.repeat(quality, ports * weeks)
    on_time = LEGAL_LEAD_DAYS + 0.05 + slack
    too_late = rng.uniform(-1.5, LEGAL_LEAD_DAYS - 0.05, calls)
    return FilingTimes(
        manifest=(month * calls + call) * 2 + late,
        received=legs.departure - np.where(late, too_late[call], on_time[call]),
    )
