"""What is remembered of past months: outcomes that fade, by site."""

from dataclasses import dataclass, field

import numpy as np

from quaywatch.strategy.tunnel.looking import Belief
from quaywatch.strategy.tunnel.waters import Floats, Places, Seen


@dataclass(slots=True)
class Memory:
    """Outcomes up to now; `exposure` is how many lots would have been found, were all rows lots."""

    places: Places
    belief: Belief
    finds: Floats = field(init=False)
    exposure: Floats = field(init=False)
    caught: Floats = field(init=False)
    """How often a lot was found of late, as traffickers may have come to know."""
    seized: list[Floats] = field(default_factory=list[Floats])
    """Mass by month, for who follows it."""
    groups: tuple[tuple[np.ndarray, int], ...] = field(init=False)
    """For port, route and goods: each site's number, and how many there are."""

    def __post_init__(self) -> None:
        size = len(self.places.port)
        self.finds, self.exposure, self.caught = (np.zeros(size) for _ in range(3))
        self.groups = tuple(
            _numbered(names) for names in (self.places.port, self.places.route, self.places.goods)
        )

    def learn(self, seen: Seen, targeted: Floats, audited: Floats) -> None:
        """Take in a month; the shares are those of its plan."""
        belief = self.belief
        caught = belief.caught(targeted) * (1 - audited) + belief.detection * audited
        finds = seen.targeted_finds + seen.audited_finds + seen.tipped_finds
        self.finds = belief.memory * self.finds + finds
        self.exposure = belief.memory * self.exposure + seen.rows * (caught + belief.tips)
        fresh = 1 - belief.memory if self.seized else 1.0
        self.caught = self.caught + fresh * (caught - self.caught)
        self.seized.append(seen.seized_kg)

    def seized_in_year(self) -> Floats:
        """Return the mass of the last twelve months."""
        return np.sum(self.seized[-12:], axis=0)


def _numbered(names: tuple[str, ...]) -> tuple[np.ndarray, int]:
    distinct, number = np.unique(np.array(names), return_inverse=True)
    return number, len(distinct)
