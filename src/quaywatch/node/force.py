"""The profiles of the ledger that are in force."""

from collections.abc import Iterable

import msgspec

from quaywatch.rules import Profile
from quaywatch.rules.life import Life


class InForce(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the ledger adds to the rule book given."""

    live: tuple[Profile, ...] = ()
    """They count."""
    watched: tuple[Profile, ...] = ()
    """What meets them is noted, and nothing else."""
    former: tuple[Profile, ...] = ()
    """They counted once: assessments of that time still name them."""

    @property
    def noted(self) -> tuple[Profile, ...]:
        """Those of which is noted what meets them: of two texts the one that is watched."""
        watched = {profile.code for profile in self.watched}
        return (*self.watched, *(each for each in self.live if each.code not in watched))


NONE = InForce()


def in_force(lives: Iterable[Life]) -> InForce:
    """Return what is in force where profiles stand like this."""
    every = sorted(lives, key=lambda life: life.code)
    return InForce(
        live=tuple(life.live for life in every if life.live is not None),
        watched=tuple(life.watched for life in every if life.watched is not None),
        former=tuple(
            life.last_live for life in every if life.live is None and life.last_live is not None
        ),
    )
