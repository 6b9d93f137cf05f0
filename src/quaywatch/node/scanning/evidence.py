"""What machines saw in radiographs, as evidence for or against a box on its journey."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import NamedTuple

from sqlalchemy import Connection, select

from quaywatch.node import schema
from quaywatch.node.among import rows_among
from quaywatch.node.changes import Changes

MOST = 3.0
"""Bound on what a machine may add to the log-odds of a box: engines are calibrated on simulated
pictures alone, so twenty times the odds is the most that one is believed."""

_SCAN, _MADE = schema.scan.c, schema.analysis.c
_ROWS = select(
    _SCAN.container, _SCAN.digest, _SCAN.position, _SCAN.at, _MADE.likelihood, _MADE.engines
).outerjoin(schema.analysis, _MADE.digest == _SCAN.digest)
_CONTAINERS = select(_SCAN.container, _SCAN.digest)


class Picture(NamedTuple):
    """A radiograph that a machine has read, or of which a second look is asked."""

    at: int
    position: int
    likelihood: float
    """How much it speaks for contraband; `MOST` while a second look is asked, which is not to know
    more than that, and 0 once analysts have settled it."""


def pictures(
    connection: Connection, containers: Collection[str], changes: Changes | None = None
) -> dict[str, list[Picture]]:
    """Return the radiographs of containers that speak for or against them, those of a batch among
    them."""
    known = {
        (row.container, row.digest): (row.at, row.position, row.likelihood, row.engines)
        for row in rows_among(connection, _ROWS, _SCAN.container, containers)
    }
    for row in changes.scans if changes else ():
        key = (str(row["container"]), str(row["digest"]))
        if key[0] in containers:
            _, _, *made = known.get(key, (0, 0, None, None))
            known[key] = (row["at"], row["position"], *made)
    anew = {str(row["digest"]): row for row in changes.analyses} if changes else {}
    found: dict[str, list[Picture]] = defaultdict(list)
    for (container, digest), (at, position, likelihood, engines) in known.items():
        made = anew.get(digest, {"likelihood": likelihood, "engines": engines})
        if made["engines"] or made["likelihood"]:
            found[container].append(Picture(at, position, float(str(made["likelihood"]))))
    return found


def shown(connection: Connection, changes: Changes) -> set[str]:
    """Return the containers of the radiographs that a batch says something of."""
    digests = {str(row["digest"]) for row in changes.analyses}
    rows = rows_among(connection, _CONTAINERS, _SCAN.digest, digests)
    together = {str(row["container"]) for row in changes.scans if row["digest"] in digests}
    return {row.container for row in rows} | together


def weight(
    known: Mapping[str, Sequence[Picture]], container: str, from_at: int, until_at: int
) -> float:
    """Return what the last picture taken on a journey adds to the log-odds of a box."""
    on_the_way = [one for one in known.get(container, ()) if from_at <= one.at <= until_at]
    last = max(on_the_way, key=lambda one: (one.at, one.position), default=None)
    return 0.0 if last is None else min(max(last.likelihood, 0.0), MOST)
