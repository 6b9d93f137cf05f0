"""Liner services: which vessel of which carrier arrives when, and where it loaded.

Every carrier runs one weekly service from each region of origin. A port of loading is reached
directly or through one hub, as the carrier's network has it. Times are days since 1970-01-01 UTC.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np

from quaywatch.world.arrays import Floats, Ints
from quaywatch.world.filers import Filers
from quaywatch.world.reference import sea_miles, table
from quaywatch.world.streams import stream

EPOCH = date(1970, 1, 1)
FIRST_MONDAY = 4
"""Day number of the first Monday after the epoch (1970-01-05)."""

HUBS: dict[str, tuple[str, ...]] = {
    "WCSA": ("PAMIT", "PABLB", "COCTG"),
    "CARIB": ("COCTG", "JMKIN", "DOCAU", "PAMIT"),
    "ECSA": ("ESALG", "MAPTM"),
    "FEA": ("SGSIN", "KRPUS"),
    "SEA": ("SGSIN", "MYPKG", "LKCMB"),
    "ISC": ("LKCMB", "AEJEA"),
    "WAF": ("ESALG", "MAPTM"),
    "SAF": ("ESALG", "MAPTM"),
    "OCE": ("SGSIN", "MYPKG"),
    "NAM": ("ESALG",),
    "MED": ("GRPIR",),
}
TRANSHIPPED = 0.36
"""Chance that a carrier serves a port through a hub (assumption; 0.49-0.62 Asia-US)."""


@dataclass(frozen=True, slots=True)
class Network:
    """What stays the same all year: regions, hubs, sailing times, terminals, fleets."""

    regions: list[str]
    region_of_port: Ints
    hub: Ints
    """[carrier, port] row of the hub port, or -1 for a direct call."""
    sailing_days: Floats
    """[carrier, port]"""
    weekday: Ints
    """[carrier, region] day of the week of arrival."""
    terminal: Ints
    """[carrier, region] row among the terminals of the port of discharge."""


@dataclass(frozen=True, slots=True)
class Schedule:
    """The calls of one month of arrivals, by carrier, region or port, and week of the month."""

    weeks: Ints
    """Number of each week since 1970."""
    estimated_arrival: Floats
    """[carrier, region, week]"""
    arrival: Floats
    departure: Floats
    """[carrier, port, week] from the port of loading."""
    hub_arrival: Floats
    hub_departure: Floats


def make_network(seed: int, port: str, filers: Filers) -> Network:
    """Draw the carriers' networks into `port`."""
    rng = stream(seed, "network")
    ports = table("ports")
    regions = list(HUBS)
    carriers = filers.carriers.height
    region_of_port = np.array([regions.index(r) if r in HUBS else -1 for r in ports["region"]])
    rows = {locode: i for i, locode in enumerate(ports["locode"])}
    hub = np.full((carriers, ports.height), -1, dtype=np.int64)
    for o, region in enumerate(region_of_port):
        options = [rows[h] for h in HUBS[regions[region]]] if region >= 0 else []
        options = [h for h in options if h != o]
        through = rng.random(carriers) < (TRANSHIPPED if options else 0.0)
        pick = rng.integers(0, max(len(options), 1), carriers)
        hub[:, o] = np.where(through, np.array(options or [-1])[pick], -1)
    knots = filers.carriers["knots"].to_numpy()
    stops = rng.uniform(0.5, 3.0, (carriers, ports.height))
    shares = table("terminals").filter(port=port)["share"].to_numpy()
    return Network(
        regions=regions,
        region_of_port=region_of_port,
        hub=hub,
        sailing_days=sea_miles(port)[None, :] / (24 * knots[:, None]) + stops,
        weekday=rng.integers(0, 7, (carriers, len(regions))),
        terminal=rng.choice(len(shares), (carriers, len(regions)), p=shares / shares.sum()),
    )


def month_start(start: date, month: int) -> date:
    """Return the first day of the month that lies `month` months after that of `start`."""
    index = start.year * 12 + start.month - 1 + month
    return date(index // 12, index % 12 + 1, 1)


def weeks_of(start: date, month: int) -> Ints:
    """Return the numbers of the weeks whose Monday lies in the month."""
    first = (month_start(start, month) - EPOCH).days
    after = (month_start(start, month + 1) - EPOCH).days
    return np.arange(-((FIRST_MONDAY - first) // 7), -((FIRST_MONDAY - after) // 7))


def make_schedule(seed: int, start: date, month: int, network: Network) -> Schedule:
    """Draw the calls of one month."""
    rng = stream(seed, "schedule", month)
    weeks = weeks_of(start, month)
    carriers, ports = network.hub.shape
    by_region = (carriers, len(network.regions), len(weeks))
    by_port = (carriers, ports, len(weeks))
    monday = weeks * 7.0 + FIRST_MONDAY
    estimated = monday + network.weekday[:, :, None] + rng.uniform(0, 1, by_region)
    late = rng.normal(0.0, 0.35, by_region) + rng.exponential(0.4, by_region)
    dwell = np.clip(rng.lognormal(np.log(10.0), 0.6, by_port), 2.0, 25.0)
    dwell = np.where(network.hub[:, :, None] >= 0, dwell, 0.0)
    sailing = network.sailing_days[:, :, None]
    departure = estimated[:, network.region_of_port, :] - sailing - dwell
    departure += rng.uniform(-0.3, 0.3, by_port)
    return Schedule(
        weeks=weeks,
        estimated_arrival=estimated,
        arrival=estimated + np.clip(late, -1.0, 4.0),
        departure=departure,
        hub_arrival=departure + 0.25 * sailing,
        hub_departure=departure + 0.25 * sailing + dwell,
    )


def vessel_of(carrier: Ints, region: Ints, week: Ints, regions: int) -> Ints:
    """Return the fleet number of the vessel on a call: eight vessels sail each service in turn."""
    return (carrier * regions + region) * FLEET + week % FLEET


FLEET = 8
