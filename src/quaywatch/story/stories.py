"""Stories that are followed as events come: only what they touch is told again."""

import numpy as np

from quaywatch.story.events import EVENT, Rows
from quaywatch.story.findings import FINDING, TRIP
from quaywatch.story.fold import Told, tell


class Stories:
    """The stories of all containers that events came of."""

    def __init__(self) -> None:
        self._told: dict[int, Told] = {}

    def add(self, events: Rows) -> list[int]:
        """Take events in; return the containers whose trips or contradictions changed."""
        touched = [int(container) for container in np.unique(events["container"])]
        before = [self._told[c].events for c in touched if c in self._told]
        told = tell(np.concatenate([*before, events]))
        changed: list[int] = []
        for container, story in zip(touched, _apart(told, touched), strict=True):
            if not _same(story, self._told.get(container)):
                changed.append(container)
            self._told[container] = story
        return changed

    def told(self) -> Told:
        """Return what `tell` says of all events taken in."""
        stories = [self._told[container] for container in sorted(self._told)]
        trips = [story.trips.copy() for story in stories]
        start = 0
        for story, mine in zip(stories, trips, strict=True):
            mine["start"] += start
            start += len(story.events)
        return Told(
            np.concatenate([np.empty(0, EVENT), *(story.events for story in stories)]),
            np.concatenate([np.empty(0, TRIP), *trips]),
            np.concatenate([np.empty(0, FINDING), *(story.findings for story in stories)]),
        )


def _apart(told: Told, containers: list[int]) -> list[Told]:
    """Return the story of each container by itself; `containers` are in order."""
    wanted = np.array(containers, dtype=np.uint64)
    parts: list[Told] = []
    bounds = [
        (np.searchsorted(of, wanted), np.searchsorted(of, wanted, side="right"))
        for of in (rows["container"] for rows in told)
    ]
    for i in range(len(containers)):
        events, trips, findings = (
            rows[starts[i] : ends[i]].copy()
            for rows, (starts, ends) in zip(told, bounds, strict=True)
        )
        trips["start"] -= int(bounds[0][0][i])
        parts.append(Told(events, trips, findings))
    return parts


def _same(one: Told, other: Told | None) -> bool:
    """Whether trips and contradictions are the same; a new event may change neither."""
    if other is None:
        return False
    pairs = ((one.trips, other.trips), (one.findings, other.findings))
    return all(a.tobytes() == b.tobytes() for a, b in pairs)
