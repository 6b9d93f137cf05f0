"""Several ways of looking at the same containers, and which of them are worth their minutes."""

from functools import lru_cache
from itertools import pairwise
from typing import Annotated

import msgspec

Chance = Annotated[float, msgspec.Meta(gt=0, le=1)]
Above = Annotated[float, msgspec.Meta(gt=0)]


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """One way of looking at a container."""

    name: str
    """Such as documents, scan, or scan and open."""
    detection: Chance
    """How often it finds a load that is there."""
    minutes: Above
    """That it takes of what is scarce: the scanner and its crew."""


class Piece(msgspec.Struct, frozen=True, kw_only=True):
    """What going over from one look to the next better one brings; the first goes on from none."""

    before: Look | None
    look: Look
    begins: float
    """Share of what the best look finds that is found when all get the look before…"""
    ends: float
    """…and when all get this one."""
    minutes: float
    """For one container and all of what the best look finds, at the rate of this piece."""


@lru_cache(maxsize=4096)
def pieces(looks: tuple[Look, ...]) -> tuple[Piece, ...]:
    """Return the looks worth their minutes, the cheapest first.

    A look is worth them unless some mixture of no look and of others finds as much in fewer. What
    is left finds ever less in a minute, so a container gets the next only when all have this one.

    Raises:
        ValueError: there are no looks.

    """
    if not looks:
        raise ValueError("a stratum can be looked at in some way")
    kept: list[Look] = []
    for look in sorted(looks, key=lambda one: (one.minutes, -one.detection, one.name)):
        if kept and look.detection <= kept[-1].detection:
            continue
        while kept and _rate(kept[-2] if len(kept) > 1 else None, kept[-1]) <= _rate(
            kept[-1], look
        ):
            kept.pop()
        kept.append(look)
    best = kept[-1].detection
    found: list[Piece] = []
    for before, look in pairwise((None, *kept)):
        assert look is not None  # noqa: S101 - only the first is none
        begins = 0.0 if before is None else before.detection / best
        ends = look.detection / best
        minutes = best / _rate(before, look)
        found.append(Piece(before=before, look=look, begins=begins, ends=ends, minutes=minutes))
    return tuple(found)


def mixed(found: tuple[Piece, ...], share: float) -> dict[str, float]:
    """Return what share of the containers gets which look, at a share of what the best finds."""
    piece = next((one for one in found if share <= one.ends), found[-1])
    part = (share - piece.begins) / (piece.ends - piece.begins)
    shares = {} if piece.before is None else {piece.before.name: 1.0 - part}
    return {**shares, piece.look.name: part}


def _rate(before: Look | None, look: Look) -> float:
    """Return how much more is found in a minute more."""
    found = look.detection - (before.detection if before else 0.0)
    return found / (look.minutes - (before.minutes if before else 0.0))
