"""What the standing of a port of loading says of the containers that it loads.

Where seals, reefers, staff and gates are kept well, less can be put into a container there. How
much less is nowhere measured: so the most that a standing may say is bounded and declared, and what
is not known says nothing. A port's containers never become safe or suspect by it alone.
"""

from collections.abc import Iterable
from math import log

import msgspec

from quaywatch.norms.catalogue import Catalogue
from quaywatch.norms.standing import Backing, Standing, State

GROUPS = frozenset({"ACC", "VET", "SEL", "REE", "EMP", "SUR", "UPS", "COR"})
"""Of what is kept where containers are loaded."""
MOST = log(1.5)
"""Largest shift of the log-odds, either way: between keeping all and nothing of it the odds change
by 2.25 to 1. A judgement; past outcomes by port of loading outweigh it wherever there are some."""
_TRUST = {
    Backing.NONE: 0.0,
    Backing.DECLARED: 0.25,
    Backing.CONFIRMED: 0.4,
    Backing.VERIFIED: 1.0,
    Backing.MEASURED: 1.0,
}
"""How much a word counts: ports have reasons to praise themselves."""
_KEPT = {State.MET: 1.0, State.PARTLY: 0.5, State.EXPIRED: 0.5, State.NOT_MET: 0.0}


class OriginShift(msgspec.Struct, frozen=True, kw_only=True):
    """Shift of the log-odds that a container from the port holds contraband."""

    port: str
    shift: float
    """Below 0 where it keeps the standard."""
    low: float
    high: float
    """If all that is not known were kept, and if none of it were."""
    known: float
    """Share of the weight of which anything counts, from 0 to 1."""


def origin_shift(port: str, catalogue: Catalogue, standings: Iterable[Standing]) -> OriginShift:
    """Return what a port of loading's standing says; nothing known says nothing.

    A requirement counts by its weight and by whose word it is. A port's own word alone cannot raise
    or lower the odds by more than a quarter of what a peer's can.
    """
    total = counted = kept = 0.0
    for one in standings:
        asked = catalogue.get(one.requirement)
        if asked is None or asked.group not in GROUPS or one.state is State.NOT_APPLICABLE:
            continue
        total += asked.weight
        trust = asked.weight * _TRUST[one.backing] if one.state in _KEPT else 0.0
        counted += trust
        kept += trust * _KEPT.get(one.state, 0.0)
    if total == 0:
        return OriginShift(port=port, shift=0.0, low=0.0, high=0.0, known=0.0)
    unknown = total - counted

    def at(share_of_unknown: float) -> float:
        return MOST * (1 - 2 * (kept + share_of_unknown * unknown) / total)

    # Half of what is unknown counts as kept: so that nothing known shifts nothing.
    return OriginShift(port=port, shift=at(0.5), low=at(1.0), high=at(0.0), known=counted / total)
