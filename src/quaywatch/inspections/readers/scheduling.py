"""When a threat is inserted and where: by lots that nobody can foresee and anybody can draw again.

The node is bound to a period's secret before the period begins. Lots are drawn from it, the reader
and the picture, each by itself: that one fell tells nothing of the next. Rare goods and places get
more of them, so that each can be told.
"""

from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Annotated

import msgspec

from quaywatch.cargo import Concealment, ConcealmentPlace
from quaywatch.inspections.drawing.digests import digest
from quaywatch.inspections.lots import Lots

_QUARTERS = 4
_RARE, _EVEN, _OFTEN = 8, 4, 2
"""Quarters of the rate: of goods that got less than half their even share, and more than twice."""


class Rule(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How often threats are inserted."""

    every: Annotated[int, msgspec.Meta(ge=4)] = 40
    """One picture in so many, for each reader. About a hundred threats tell readers apart with a
    reliability of 0.7 (Buser, 2025), which is some 4,000 pictures."""
    spare_minutes: Annotated[int, msgspec.Meta(ge=0)] = 60
    """Pictures that must be judged within so many minutes are left alone."""


class Had(msgspec.Struct, frozen=True, kw_only=True):
    """One threat that a reader was shown."""

    goods: str
    concealment: Concealment


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """A picture that a reader takes in hand, and all that decides whether it gets a threat."""

    reader: str
    digest: str
    """Of the picture."""
    goods: str
    due_at: datetime | None
    at: datetime
    had: tuple[Had, ...]
    """What the reader was shown before."""


def committed(secret: bytes) -> str:
    """Return what is published of a period's secret before it begins, in hexadecimal."""
    return digest(b"quaywatch inserting", secret).hex()


def period_of(at: datetime) -> str:
    """Return the period in which an instant lies: its month, as 2026-03."""
    return f"{at:%Y-%m}"


def falls(secret: bytes, asked: Asked, rule: Rule) -> bool:
    """Say whether the lot falls that a reader is shown a threat in a picture."""
    spare = timedelta(minutes=rule.spare_minutes)
    if asked.due_at is not None and asked.due_at - asked.at < spare:
        return False
    return Lots(*_key(b"whether", secret, asked.reader, asked.digest)).happens(
        _quarters(asked), _QUARTERS * rule.every
    )


def place(
    secret: bytes, asked: Asked, places: Sequence[ConcealmentPlace]
) -> ConcealmentPlace | None:
    """Return at which of some places it is put; None where there are none.

    Ways of hiding that the reader had less are likelier.
    """
    if not places:
        return None
    lots = Lots(*_key(b"where", secret, asked.reader, asked.digest))
    known = Counter(one.concealment for one in asked.had)
    ways = sorted({one.concealment for one in places})
    most = max(known[way] for way in ways)
    way = _weighed(lots, [(way, most - known[way] + 2) for way in ways])
    among = [one for one in places if one.concealment is way]
    return among[lots.below(len(among))]


def key_of(secret: bytes, reader: str, picture: str) -> bytes:
    """Return the key of the lots by which bricks are laid and noise is drawn.

    Args:
        secret: of the period.
        reader: who is shown the picture.
        picture: its digest.
    """
    return digest(*_key(b"what", secret, reader, picture))


def _key(use: bytes, secret: bytes, reader: str, picture: str) -> tuple[bytes, ...]:
    return b"quaywatch inserted", use, secret, reader.encode(), picture.encode()


def _quarters(asked: Asked) -> int:
    had = Counter(one.goods for one in asked.had)
    kinds = len(had | Counter({asked.goods: 1}))
    even, own = len(asked.had) / kinds, had[asked.goods]
    if len(asked.had) < 2 * kinds:
        return _EVEN
    if own < even / 2:
        return _RARE
    return _OFTEN if own > even * 2 else _EVEN


def _weighed(lots: Lots, weights: Sequence[tuple[Concealment, int]]) -> Concealment:
    left = lots.below(sum(weight for _, weight in weights))
    for one, weight in weights:
        left -= weight
        if left < 0:
            return one
    raise AssertionError("the lot fell beyond all weights")
