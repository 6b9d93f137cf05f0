"""The models of the ledger that work: the one in force, and those that are watched beside it."""

from collections.abc import Iterable

import msgspec

from quaywatch.risk.life import Life, Work


class InUse(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the ledger says of which models work."""

    live: Work | None = None
    """The model in force; without one the model given to the node is."""
    watched: tuple[Work, ...] = ()
    """What they think is kept, and counts for nothing."""


NONE = InUse()


def live_of(lives: Iterable[Life]) -> Life | None:
    """Return the model in force: the last that was approved and is not withdrawn."""
    return max((life for life in lives if life.counts), key=lambda life: life.number, default=None)


def in_use(lives: Iterable[Life]) -> InUse:
    """Return which models work where lives stand like this."""
    every = sorted(lives, key=lambda life: life.model_id)
    live = live_of(every)
    return InUse(
        live=None if live is None else live.work,
        watched=tuple(life.work for life in every if life.watched),
    )
