"""The other boxes of a node: of the simulated world where it knows the port, else a few lanes."""

from collections.abc import Iterator
from datetime import date, timedelta
from random import Random

import msgspec

from quaywatch.cargo import Consignment, Filing, FilingFunction, FilingHeader
from quaywatch.cli.demonstration.alliance import scanned
from quaywatch.cli.demonstration.alliance.cast import MORNING, Authority
from quaywatch.cli.demonstration.alliance.lanes import lane
from quaywatch.cli.demonstration.alliance.ring import ring
from quaywatch.cli.demonstration.arrivals import arrivals
from quaywatch.formats import native
from quaywatch.node import Arrival
from quaywatch.world import DEMO, demo_days, simulate

_KNOWN = {"BEANR", "NLRTM", "DEHAM"}
"""Ports of discharge of which the simulated world has figures."""
_FILED = MORNING - timedelta(hours=12)


def trade(authority: Authority, scale: float) -> Iterator[Arrival]:
    """Yield what was filed with an authority up to the morning, oldest first."""
    if authority.port in _KNOWN:
        yield from _world(authority.port, scale)
    else:
        yield _filed("SIMLINES", _lanes(authority.port, round(scale * 50_000)))
    yield _filed("SIMRING", ring(authority.port))
    if authority.port in (scanned.LOADED, scanned.DISCHARGED):
        yield _filed("SIMSCAN", [scanned.consignment()])


def _world(port: str, scale: float) -> Iterator[Arrival]:
    config = msgspec.structs.replace(DEMO, port=port, start=date(2026, 5, 1), months=2, scale=scale)
    for day in demo_days(simulate(config)):
        yield from arrivals(day, MORNING)


def _filed(sender: str, consignments: list[Consignment]) -> Arrival:
    header = FilingHeader(
        format="native", sender=sender, reference="1", function=FilingFunction.ORIGINAL
    )
    made = Filing(header=header, consignments=tuple(consignments))
    return Arrival(data=native.write([made]), at=_FILED, actor=sender)


def _lanes(port: str, count: int) -> list[Consignment]:
    rng = Random(f"lanes of {port}")  # noqa: S311 - invented trade, not a secret
    return [lane(port, number, rng, MORNING) for number in range(count)]
