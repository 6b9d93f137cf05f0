"""Under which keys a mention is found again (compiled): equal fields, rare words, their ends."""

from typing import Any

import numpy as np

from quaywatch.cargo.compiled import compiled
from quaywatch.links.rows import STREET, WORDS

KEYS = 28
"""Most keys of a mention."""
HUBS = 5
"""The first keys are those whose sharing is counted: identifier, telephone, mailbox, domain,
address."""

_RAREST = 3
_ENDS_OF = 2
_END = 4
_COUNTERPARTS = 4
_MIX = np.uint64(0x9E3779B97F4A7C15)
_SEED = np.uint64(0x5851F42D4C957F2D)


@compiled
def _mixed(kind: int, one: int, other: int) -> Any:
    # Unsigned, since the compiler takes it that signed numbers never overflow.
    digest = (_SEED ^ np.uint64(kind)) * _MIX
    digest = (digest ^ np.uint64(one)) * _MIX
    digest ^= digest >> np.uint64(29)
    digest = (digest ^ np.uint64(other)) * _MIX
    digest ^= digest >> np.uint64(32)
    return np.int64(digest) if digest != 0 else np.int64(1)


@compiled
def _end(letters: Any, length: int, last: bool) -> Any:
    start = length - _END if last else 0
    folded = np.int64(0)
    for i in range(start, start + _END):
        folded = folded * 64 + letters[i] - 32
    return folded


@compiled
def _rarest(row: Any, rarity: Any, order: Any) -> int:
    """Write the places of a name's words into `order`, rarest first; return how many."""
    count = 0
    while count < WORDS and row.words[count] >= 0:
        at = count
        while at > 0 and rarity[row.words[order[at - 1]]] < rarity[row.words[count]]:
            order[at] = order[at - 1]
            at -= 1
        order[at] = count
        count += 1
    return count


@compiled
def keys(row: Any, words: Any, found: Any, order: Any) -> int:
    """Write the keys of a mention into `found` (0 for a hub it has not); return how many."""
    letters = words[0]
    found[0] = _mixed(1, row.identifier, 0) if row.identifier != 0 else 0
    found[1] = _mixed(2, row.telephone, 0) if row.telephone != 0 else 0
    found[2] = _mixed(3, row.mailbox, 0) if row.mailbox != 0 else 0
    found[3] = _mixed(4, row.domain, 0) if row.domain != 0 else 0
    found[4] = _mixed(5, row.street[0], row.number) if row.number != 0 else 0
    several = _rarest(row, words[2], order)
    count = _of_name(row, words, found, order, several)
    if several > 0 and row.city >= 0:
        found[count] = _mixed(10, _initials(row, several, letters), row.city)
        count += 1
    for at in range(_COUNTERPARTS):
        if row.counterparts[at] >= 0:
            found[count] = _mixed(11, row.counterparts[at], 0)
            count += 1
    for at in range(1, STREET):
        if row.street[at] >= 0 and row.number != 0:
            found[count] = _mixed(5, row.street[at], row.number)
            count += 1
    return count


@compiled
def _of_name(row: Any, words: Any, found: Any, order: Any, several: int) -> int:
    """Write the keys of the name: all of it, its rarest words, their ends, its initials."""
    letters, lengths, _ = words
    count = HUBS
    if row.joined != 0:
        found[count] = _mixed(6, row.joined, 0)
        count += 1
    for at in range(min(several, _RAREST)):
        found[count] = _mixed(7, row.words[order[at]], 0)
        count += 1
    for at in range(min(several, _ENDS_OF)):
        word = row.words[order[at]]
        if lengths[word] >= _END:
            found[count] = _mixed(8, _end(letters[word], lengths[word], False), row.country)
            found[count + 1] = _mixed(9, _end(letters[word], lengths[word], True), row.country)
            count += 2
    if row.acronym >= 0:
        found[count] = _mixed(7, row.acronym, 0)
        count += 1
    return count


@compiled
def _initials(row: Any, several: int, letters: Any) -> Any:
    """Fold the first letters of the words, in no order."""
    folded = np.int64(several)
    for i in range(several):
        folded += np.int64(1) << np.int64((letters[row.words[i], 0] * 7) % 59)
    return folded
