"""Gaps ranked by how much risk their closing removes for a euro, on assumptions that are declared.

How much of the flow a group of requirements would stop is nowhere measured. So each group bears a
low, a likely and a high share with what that rests on (`data/assumptions.csv`); whether one gap
comes before another whatever the truth within them is told with the order.
"""

import csv
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from enum import StrEnum
from importlib import resources
from typing import Annotated

import msgspec

from quaywatch.norms.catalogue import Catalogue
from quaywatch.norms.evidence import Share
from quaywatch.norms.standing import Standing, State


class Basis(StrEnum):
    """What an assumption rests on."""

    ESTIMATE = "estimate"
    """A published figure that bears on it."""
    JUDGEMENT = "judgement"
    """Nothing published says how much."""


class Assumption(msgspec.Struct, frozen=True, kw_only=True):
    """Share of the flow that a port stops by meeting a whole group, beside what else it does."""

    group: str
    low: Share
    likely: Share
    high: Share
    basis: Basis
    source: str = ""


class Gap(msgspec.Struct, frozen=True, kw_only=True):
    """One requirement that is not met, and what closing it is worth."""

    requirement: str
    state: State
    lack: float
    """How much of it is missing, from 0 to 1."""
    removed: float
    """Share of the flow that closing it is likely to stop…"""
    removed_low: float
    removed_high: float
    eur: float | None
    """…for how much; None where nobody has told."""
    per_million: float | None
    """Share of the flow stopped for a million euros; None where nobody has told the cost."""
    ahead: bool
    """Whether it comes before the next one whatever is true within the assumptions."""


LACK: Mapping[State, Annotated[float, msgspec.Meta(ge=0, le=1)]] = {
    State.NOT_MET: 1.0,
    State.UNKNOWN: 0.75,
    State.PARTLY: 0.5,
    State.EXPIRED: 0.5,
}
"""How much is missing: what nobody knows is likelier missing than not; what ran out was there."""
_MILLION = 1e6


def assumptions() -> Mapping[str, Assumption]:
    """Return the assumptions that are shipped, by group."""
    place = resources.files("quaywatch.norms") / "data" / "assumptions.csv"
    rows = csv.DictReader(place.read_text(encoding="utf-8").splitlines())
    made = (msgspec.convert(row, Assumption, strict=False) for row in rows)
    return {one.group: one for one in made}


def ranked(
    catalogue: Catalogue,
    standings: Iterable[Standing],
    costs: Mapping[str, float],
    assumed: Mapping[str, Assumption],
) -> tuple[Gap, ...]:
    """Return the gaps, first what removes most risk for a euro, then those of unknown cost.

    Within its group a requirement counts by its weight.

    Args:
        catalogue: in force.
        standings: of the port.
        costs: of closing a gap in euros, by requirement, where anybody has told.
        assumed: by group.
    """
    weights: dict[str, int] = defaultdict(int)
    for one in catalogue.requirements:
        weights[one.group] += one.weight
    made: list[Gap] = []
    for standing in standings:
        lack, requirement = LACK.get(standing.state, 0.0), catalogue.get(standing.requirement)
        if lack and requirement is not None and requirement.group in assumed:
            share = lack * requirement.weight / weights[requirement.group]
            eur = costs.get(requirement.id)
            made.append(_gap(standing, lack, share, assumed[requirement.group], eur))
    made.sort(key=_order)
    return tuple(_with_certainty(made))


def _gap(
    standing: Standing, lack: float, share: float, assumed: Assumption, eur: float | None
) -> Gap:
    removed = share * assumed.likely
    return Gap(
        requirement=standing.requirement,
        state=standing.state,
        lack=lack,
        removed=removed,
        removed_low=share * assumed.low,
        removed_high=share * assumed.high,
        eur=eur,
        per_million=removed / eur * _MILLION if eur else None,
        ahead=False,
    )


def _order(one: Gap) -> tuple[bool, float, str]:
    # What costs nothing comes first of all.
    free = one.eur == 0
    worth = float("inf") if free else one.per_million
    return worth is None, -(one.removed if worth is None else worth), one.requirement


def _with_certainty(made: Sequence[Gap]) -> Iterable[Gap]:
    for place, one in enumerate(made):
        after = made[place + 1] if place + 1 < len(made) else None
        yield msgspec.structs.replace(one, ahead=after is not None and _surely(one, after))


def _surely(one: Gap, other: Gap) -> bool:
    if one.requirement[:3] == other.requirement[:3]:
        # One assumption holds for both: it cancels out.
        return _worth(one, one.removed) > _worth(other, other.removed)
    return _worth(one, one.removed_low) > _worth(other, other.removed_high)


def _worth(one: Gap, removed: float) -> float:
    return removed if one.eur is None else removed / max(one.eur, 1.0)
