"""Draw a sample with exactly given chances under the slots' limits.

Dependent rounding of a bipartite graph (Gandhi, Khuller, Parthasarathy and Srinivasan, Journal of
the ACM 53, 2006); between two boxes of one slot it is the pivotal method (Deville and Tillé,
Biometrika 85, 1998). A slot is whatever holds a whole number of boxes. However the chance of a box
is cut into pieces over slots, every piece is drawn with its amount, every box with its chance and
at most once, and no slot takes more boxes than the whole number at or above the sum of its pieces.
Taking the duels in the order of strata spreads the sample over them.

A step changes the sums of at most two boxes, and of two in opposite senses; so no two boxes are
ever drawn together more often than if they were drawn apart (see `variance`).
"""

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple, Protocol

from quaywatch.inspections.windows import ONE, Ints


class Piece(NamedTuple):
    """The part of a box's chance that falls into one slot."""

    box: int
    slot: int
    amount: int
    """In units of 2**-32."""


class Chance(Protocol):
    """What decides, such as `Lots`."""

    def happens(self, part: int, whole: int) -> bool:
        """Let something happen with a chance of exactly part / whole."""
        ...


_Graph = dict[int, dict[int, int]]
"""Undecided pieces: neighbours and amounts of each box (its index) and slot (-1 - its index)."""


def draw(pieces: Sequence[Piece], strata: Sequence[int] | Ints, lots: Chance) -> dict[int, int]:
    """The drawn boxes with their slot.

    The pieces of a box sum to `ONE` at most. Pieces of one box in one slot are one piece. The draw
    depends on the order of the pieces.
    """
    drawn: dict[int, int] = {}
    graph: _Graph = defaultdict(dict)
    for (box, slot), amount in _merged(pieces).items():
        _set(graph, box, -1 - slot, amount, drawn)
    for node in [n for n in graph if n < 0]:
        _decide_slot(graph, node, strata, lots, drawn)
    while graph:
        _shift(graph, _path(graph), lots, drawn)
    return drawn


def _merged(pieces: Sequence[Piece]) -> dict[tuple[int, int], int]:
    merged: dict[tuple[int, int], int] = {}
    for box, slot, amount in pieces:
        merged[box, slot] = merged.get((box, slot), 0) + amount
    return merged


def _decide_slot(
    graph: _Graph, slot: int, strata: Sequence[int] | Ints, lots: Chance, drawn: dict[int, int]
) -> None:
    """Duels among the boxes that are in this slot alone, until at most one is undecided."""
    alone = [box for box in graph.get(slot, {}) if len(graph[box]) == 1]
    undecided: int | None = None
    for box in sorted(alone, key=lambda b: (int(strata[b]), b)):
        if undecided is not None:
            _shift(graph, [undecided, slot, box], lots, drawn)
        left = [b for b in (undecided, box) if b is not None and b in graph]
        undecided = left[0] if left else None


def _shift(graph: _Graph, path: list[int], lots: Chance, drawn: dict[int, int]) -> None:
    """Move chance along a path, to one side or the other, so that every mean stays as it is."""
    edges = list(pairwise(path))
    amounts = [graph[a][b] for a, b in edges]
    up = min(ONE - x if i % 2 == 0 else x for i, x in enumerate(amounts))
    down = min(x if i % 2 == 0 else ONE - x for i, x in enumerate(amounts))
    step = up if lots.happens(down, up + down) else -down
    for i, ((a, b), amount) in enumerate(zip(edges, amounts, strict=True)):
        box, slot = max(a, b), min(a, b)
        _set(graph, box, slot, amount + (step if i % 2 == 0 else -step), drawn)


def _set(graph: _Graph, box: int, slot: int, amount: int, drawn: dict[int, int]) -> None:
    """Note a piece; once it is decided it leaves the graph."""
    if 0 < amount < ONE:
        graph[box][slot] = graph[slot][box] = amount
        return
    if amount == ONE:
        drawn[box] = -1 - slot
    for a, b in ((box, slot), (slot, box)):
        if a in graph:
            graph[a].pop(b, None)
            if not graph[a]:
                del graph[a]


def _path(graph: _Graph) -> list[int]:
    """A path from one dead end of the graph to another, or a cycle."""
    path = _walk(graph, next(iter(graph)))
    # A walk that is no cycle has found a dead end; from there it leads to another, or to a cycle.
    return path if path[0] == path[-1] else _walk(graph, path[-1])


def _walk(graph: _Graph, start: int) -> list[int]:
    """Go on until there is no way, or the way closes to a cycle."""
    path, place = [start], {start: 0}
    while True:
        before = path[-2] if len(path) > 1 else None
        after = next((node for node in graph[path[-1]] if node != before), None)
        if after is None:
            return path
        path.append(after)
        if after in place:
            return path[place[after] :]
        place[after] = len(path) - 1
