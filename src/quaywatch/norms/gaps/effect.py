"""What a port's standing is worth against whoever ships through it, for those who weigh ports.

Strategy takes it as the share of a load that is lost to a port's own care before any inspection: a
cost of that port beside what it looks at. It is as little measured as the assumptions that it rests
on, so it comes with bounds, and what is not known widens them.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from math import prod

import msgspec

from quaywatch.norms.catalogue import Catalogue
from quaywatch.norms.evidence import Share
from quaywatch.norms.gaps.ranking import LACK, Assumption
from quaywatch.norms.standing import Standing, State


class Effect(msgspec.Struct, frozen=True, kw_only=True):
    """Share of the flow through a port that what it keeps of the standard stops by itself."""

    low: Share
    """By the low assumptions, and if nothing of what is not known were kept."""
    likely: Share
    high: Share
    """By the high ones, and if all of it were."""


def effect(
    catalogue: Catalogue, standings: Iterable[Standing], assumed: Mapping[str, Assumption]
) -> Effect:
    """Return what a port's standing stops; groups act one after another on what is left.

    A requirement counts by its weight within its group; of a port of which nothing is known the
    likely effect rests on what is likely kept where nobody knows (see `LACK`).
    """
    weights: dict[str, int] = defaultdict(int)
    lacks: dict[str, list[float]] = defaultdict(lambda: [0.0, 0.0, 0.0])
    for one in standings:
        asked = catalogue.get(one.requirement)
        if asked is None or asked.group not in assumed or one.state is State.NOT_APPLICABLE:
            continue
        weights[asked.group] += asked.weight
        lack = LACK.get(one.state, 0.0)
        each = (1.0, lack, 0.0) if one.state is State.UNKNOWN else (lack, lack, lack)
        for place, lack in enumerate(each):
            lacks[asked.group][place] += lack * asked.weight
    shares = {
        group: (assumed[group].low, assumed[group].likely, assumed[group].high) for group in weights
    }

    def stopped(place: int) -> float:
        kept = {group: 1 - lacks[group][place] / weight for group, weight in weights.items()}
        return 1 - prod(1 - shares[group][place] * kept[group] for group in weights)

    low, likely, high = (stopped(place) for place in range(3))
    return Effect(low=low, likely=likely, high=high)
