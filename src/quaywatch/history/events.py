"""What the folds are fed: filings and outcomes as rows of numbers, in one order.

By instant; at one instant filings before outcomes, then by a digest of all that a fold takes from
the event. Two events with the same digest say the same, so whichever comes first, the sums are
equal to the bit: the order in which events of one instant came does not matter.
"""

from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np

from quaywatch.cargo.compiled import compiled
from quaywatch.history.digests import mixed


class What(IntEnum):
    """What kind of event it is, in the order in which those of one instant are taken in."""

    LOOK = 0
    """A filing that is read for its features and not taken in: an amendment, a cancellation."""
    FILING = 1
    NOTHING = 2
    """An inspection found nothing."""
    FOUND = 3


class Events(NamedTuple):
    """Arrays over the same events; keys and measures have a row for each kind."""

    at: Any
    """When it became known: microseconds since 1970, int64."""
    what: Any
    """See `What`, uint8."""
    keys: Any
    """int64 [key, event]; 0 for none."""
    measures: Any
    """float64 [measure, event]; not a number for none."""
    digest: Any
    """uint64."""

    def only(self, places: Any) -> "Events":
        """Return the events at `places`, an array of places or a slice."""
        return Events(
            self.at[places],
            self.what[places],
            np.ascontiguousarray(self.keys[:, places]),
            np.ascontiguousarray(self.measures[:, places]),
            self.digest[places],
        )


def events(at: Any, what: Any, keys: Any, measures: Any) -> Events:
    """Return events with their digests."""
    return Events(at, what, keys, measures, _digests(keys, measures.view(np.int64)))


def looking(events: Events) -> Events:
    """Return events that are read for their features and not taken in."""
    return events._replace(what=np.full(len(events.at), What.LOOK, dtype=np.uint8))


def together(parts: list[Events]) -> Events:
    """Return the events of all parts."""
    if len(parts) == 1:
        return parts[0]
    at, what, keys, measures, digest = zip(*parts, strict=True)
    return Events(
        np.concatenate(at),
        np.concatenate(what),
        np.concatenate(keys, axis=1),
        np.concatenate(measures, axis=1),
        np.concatenate(digest),
    )


def ordered(events: Events) -> Any:
    """Return the places of events in order."""
    if len(events.at) == 1:
        return np.zeros(1, dtype=np.int64)
    return np.lexsort((events.digest, events.what, events.at))


@compiled
def _digests(keys: Any, bits: Any) -> Any:
    digests = np.zeros(keys.shape[1], dtype=np.uint64)
    for i in range(keys.shape[1]):
        digest = np.uint64(1)
        for key in range(keys.shape[0]):
            digest = mixed(digest, keys[key, i])
        for measure in range(bits.shape[0]):
            digest = mixed(digest, bits[measure, i])
        digests[i] = digest
    return digests
