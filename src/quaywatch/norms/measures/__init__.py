"""What a node counts of the standard by itself, from its own ledger, and how sure that is.

Each measure is one declared function from a node's `Facts` to its cases; `measured` makes the
figure and its interval of them, `drilled` shows what is behind it.
"""

from collections.abc import Iterable

from quaywatch.norms.evidence import Figure
from quaywatch.norms.measures import (
    assessing,
    declaring,
    inspecting,
    looking,
    reading,
    scanning,
    telling,
)
from quaywatch.norms.measures.facts import Facts, Period
from quaywatch.norms.measures.measure import (
    Case,
    CaseKind,
    Measure,
    Measured,
    Method,
    drilled,
    measured,
)
from quaywatch.norms.measures.terms import Terms

MEASURES: dict[str, Measure] = {
    one.name: one
    for module in (scanning, reading, declaring, looking, inspecting, assessing, telling)
    for one in module.MEASURES
}
"""By name."""


def measure_all(known: Facts) -> dict[str, Measured]:
    """Return what every measure comes to by a node's facts, by name."""
    return {name: measured(one, known) for name, one in MEASURES.items()}


def figures(found: Iterable[Measured]) -> dict[str, Figure]:
    """Return the figures of those measures that say something, as `standing` takes them."""
    return {one.measure: one.figure for one in found if one.figure is not None}


__all__ = [
    "MEASURES",
    "Case",
    "CaseKind",
    "Facts",
    "Measure",
    "Measured",
    "Method",
    "Period",
    "Terms",
    "drilled",
    "figures",
    "measure_all",
    "measured",
]
