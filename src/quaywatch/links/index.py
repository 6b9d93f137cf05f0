"""Which mentions stand under a key, and which of them a new one may be (compiled).

An open-addressing table from key to its newest posting; postings are chained backwards. Everything
is arrays, so a million mentions take a few hundred megabytes.
"""

from typing import Any, NamedTuple

import numpy as np

from quaywatch.cargo.compiled import compiled
from quaywatch.links.comparing import compare
from quaywatch.links.evidence import KINDS
from quaywatch.links.keys import HUBS, KEYS, keys
from quaywatch.links.letters import SCRATCH
from quaywatch.links.rows import WORDS

Array = np.ndarray[Any, np.dtype[Any]]

WALK = 32
"""Newest mentions under one key that are looked at when parties are resolved."""
_MOST_HOLDERS = 256
"""Most parties that share a key which are counted."""
CANDIDATES = 1024
"""Most mentions that one is compared with."""


class Table(NamedTuple):
    """The index: `slots` of keys, `heads` of their chains, and the chained postings."""

    slots: Array
    heads: Array
    posted: Array
    earlier: Array


class Desk(NamedTuple):
    """Scratch space of one search."""

    found: Array
    order: Array
    seen: Array
    candidates: Array
    scores: Array
    hubs: Array
    x: Array
    scratch: Array
    parties: Array


def desk(height: int) -> Desk:
    """Lay out scratch space for an index of up to `height` mentions."""
    return Desk(
        found=np.zeros(KEYS, dtype=np.int64),
        order=np.zeros(WORDS, dtype=np.int64),
        seen=np.full(height, -1, dtype=np.int32),
        candidates=np.zeros(CANDIDATES, dtype=np.int32),
        scores=np.zeros(CANDIDATES, dtype=np.float64),
        hubs=np.zeros(HUBS, dtype=np.float64),
        x=np.zeros((CANDIDATES, KINDS), dtype=np.float64),
        scratch=np.zeros(SCRATCH, dtype=np.int64),
        parties=np.zeros(_MOST_HOLDERS, dtype=np.int32),
    )


def table(slots: int, postings: int) -> Table:
    """Lay out an empty index; `slots` is a power of two."""
    return Table(
        slots=np.zeros(slots, dtype=np.int64),
        heads=np.full(slots, -1, dtype=np.int32),
        posted=np.zeros(postings, dtype=np.int32),
        earlier=np.zeros(postings, dtype=np.int32),
    )


@compiled
def _slot(slots: Any, key: int) -> int:
    mask = len(slots) - 1
    at = key & mask
    while slots[at] != 0 and slots[at] != key:
        at = (at + 1) & mask
    return at


@compiled
def moved(old: Any, old_heads: Any, slots: Any, heads: Any) -> None:
    """Move all keys of a table into a larger one."""
    for i in range(len(old)):
        if old[i] != 0:
            at = _slot(slots, old[i])
            slots[at] = old[i]
            heads[at] = old_heads[i]


@compiled
def root(roots: Any, at: int) -> int:
    """Return the first mention of the party that a mention belongs to."""
    while roots[at] != at:
        roots[at] = roots[roots[at]]
        at = roots[at]
    return at


@compiled
def post(index: Any, rows: Any, at: int, words: Any, desk: Any, used: Any) -> None:
    """Put a mention under its keys; `used` counts slots and postings."""
    count = keys(rows[at], words, desk.found, desk.order)
    for k in range(count):
        key = desk.found[k]
        if key == 0:
            continue
        slot = _slot(index.slots, key)
        if index.slots[slot] == 0:
            index.slots[slot] = key
            used[0] += 1
        posting = used[1]
        index.posted[posting] = at
        index.earlier[posting] = index.heads[slot]
        index.heads[slot] = posting
        used[1] += 1


@compiled
def unpost(index: Any, rows: Any, at: int, words: Any, desk: Any, used: Any) -> None:
    """Take a mention from its keys again; it is the one that was put there last."""
    count = keys(rows[at], words, desk.found, desk.order)
    for k in range(count - 1, -1, -1):
        if desk.found[k] != 0:
            used[1] -= 1
            index.heads[_slot(index.slots, desk.found[k])] = index.earlier[used[1]]


@compiled
def search(
    index: Any,
    rows: Any,
    at: int,
    words: Any,
    roots: Any,
    weights: Any,
    desk: Any,
    walk: int,
) -> int:
    """Compare a mention with the newest `walk` under each of its keys; return how many there are.

    `desk` then holds these candidates, their evidence and scores.
    The score is the log-odds that both are one party: `weights` holds one weight a kind of
    evidence and then the prior.
    """
    count = keys(rows[at], words, desk.found, desk.order)
    found = 0
    for k in range(count):
        key = desk.found[k]
        parties = 0
        if key != 0:
            slot = _slot(index.slots, key)
            posting = index.heads[slot]
            for _ in range(walk):
                if posting < 0:
                    break
                other = index.posted[posting]
                posting = index.earlier[posting]
                if k < HUBS:
                    parties = _counted(root(roots, other), desk.parties, parties)
                if desk.seen[other] != at and found < CANDIDATES:
                    desk.seen[other] = at
                    desk.candidates[found] = other
                    found += 1
        if k < HUBS:
            desk.hubs[k] = parties
    for c in range(found):
        x = desk.x[c]
        compare(rows[at], rows[desk.candidates[c]], words, desk.hubs, x, desk.scratch)
        score = weights[KINDS]
        for f in range(KINDS):
            score += weights[f] * x[f]
        desk.scores[c] = score
    return found


@compiled
def _counted(party: int, parties: Any, count: int) -> int:
    """Add a party to those that share a key, unless it is there; return how many there are."""
    for i in range(count):
        if parties[i] == party:
            return count
    if count == len(parties):
        return count
    parties[count] = party
    return count + 1
