"""Damage to text of segments (or rows) and elements (or cells)."""

import random
import re
from collections.abc import Sequence

from tests.fuzz.mutation.odd import VALUES

_TERMINATORS = (b"'", b"~", b"\n")
_SEPARATORS = re.compile(rb"([+*:>,;|\t])")


def segments(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    """Leave out, repeat, exchange or borrow a segment."""
    mark = max(_TERMINATORS, key=data.count)
    found = data.split(mark)
    at = dice.randrange(len(found))
    match dice.randrange(5):
        case 0:
            del found[at]
        case 1:
            found[at:at] = [found[at]] * dice.choice((1, 2, 30))
        case 2:
            other = dice.randrange(len(found))
            found[at], found[other] = found[other], found[at]
        case 3:
            end = min(len(found), at + dice.randrange(1, 9))
            found[end:end] = found[at:end] * dice.choice((1, 3))
        case _:
            other = dice.choice(others)
            found.insert(at, dice.choice(other.split(max(_TERMINATORS, key=other.count))))
    return mark.join(found)


def values(data: bytes, dice: random.Random, others: Sequence[bytes]) -> bytes:
    """Change, exchange or leave out elements of a segment."""
    mark = max(_TERMINATORS, key=data.count)
    found = data.split(mark)
    at = dice.randrange(len(found))
    pieces = _SEPARATORS.split(found[at])
    place = dice.randrange(len(pieces))
    match dice.randrange(6):
        case 0 | 1:
            pieces[place] = dice.choice(VALUES)
        case 2:
            pieces[place] = dice.choice(_SEPARATORS.split(dice.choice(found)))
        case 3:
            del pieces[place : place + 2]
        case 4:
            pieces[place] *= dice.choice((2, 40))
        case _:
            dice.shuffle(pieces)
    found[at] = b"".join(pieces)
    return mark.join(found)
