"""Stored pictures that were cleared, read again by others who are not told so."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping

import msgspec

from quaywatch.strategy.audits.counts import interval


class Picture(msgspec.Struct, frozen=True, kw_only=True):
    """A cleared picture that can be drawn."""

    digest: str
    stratum: str
    """Such as the country of loading; empty where nobody knows."""


class Agreement(msgspec.Struct, frozen=True, kw_only=True):
    """What second readers said of cleared pictures."""

    drawn: int
    sent: int
    read: int
    saw: int
    """Pictures in which somebody saw what the first readers cleared."""
    low: float
    high: float
    """Of the exact 95 % interval of the share seen among pictures read."""


def chosen(pictures: Iterable[Picture], number: int, seed: bytes) -> tuple[str, ...]:
    """Return the pictures that a public seed draws, by digest: of each stratum as its share is.

    Whoever has the seed and the list can draw them again; the order of the list makes no
    difference. Of `number` or fewer pictures all are drawn.
    """
    ranked: defaultdict[str, list[str]] = defaultdict(list)
    for one in sorted(set(pictures), key=lambda each: _lot(seed, each.digest)):
        ranked[one.stratum].append(one.digest)
    shares = _shares({name: len(some) for name, some in ranked.items()}, number)
    return tuple(sorted(digest for name, some in ranked.items() for digest in some[: shares[name]]))


def agreement(drawn: Iterable[str], sent: Iterable[str], saw: Mapping[str, bool]) -> Agreement:
    """Return what came of the pictures drawn.

    Args:
        drawn: digests.
        sent: those that left, among others.
        saw: whether anybody saw something, by digest, of those that were read.
    """
    every = set(drawn)
    left = every & ({*sent} | saw.keys())
    read = every & saw.keys()
    seen = sum(saw[digest] for digest in read)
    low, high = interval(seen, len(read))
    return Agreement(drawn=len(every), sent=len(left), read=len(read), saw=seen, low=low, high=high)


def _shares(sizes: Mapping[str, int], number: int) -> dict[str, int]:
    """Return how many of each stratum: by largest remainders, and no more than there are."""
    whole = sum(sizes.values())
    number = min(number, whole)
    if not number:
        return dict.fromkeys(sizes, 0)
    made = {name: number * size // whole for name, size in sizes.items()}
    rest = sorted(sizes, key=lambda name: (-(number * sizes[name] % whole), name))
    for name in rest[: number - sum(made.values())]:
        made[name] += 1
    return made


def _lot(seed: bytes, digest: str) -> bytes:
    return hashlib.sha256(b"quaywatch second reading\n" + seed + digest.encode()).digest()
