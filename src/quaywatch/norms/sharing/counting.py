"""How many requirements of each group stand where: what a peer may be shown under noise."""

from collections import Counter
from collections.abc import Iterable, Mapping

from quaywatch.norms.standing import Standing, State

Counts = Mapping[str, Mapping[State, int]]
"""By group, then by state; every state of a group that is asked for is there."""


def counted(standings: Iterable[Standing]) -> Counts:
    """Return the counts of a port's standing."""
    found: dict[str, Counter[State]] = {}
    for one in standings:
        group = one.requirement.partition("-")[0]
        found.setdefault(group, Counter())[one.state] += 1
    return {
        group: {state: states[state] for state in State} for group, states in sorted(found.items())
    }
