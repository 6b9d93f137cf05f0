"""Draw a sample with exactly given chances under the slots' limits.

Dependent rounding of a bipartite graph (Gandhi, Khuller, Parthasarathy and Srinivasan, Journal of
the ACM 53, 2006); between two boxes of one hour it is the pivotal method (Deville and Tillé,
Biometrika 85, 1998). Every box is drawn with its chance, at most once, and no hour takes more than
its slots. Taking the duels in the order of strata spreads the sample over them.
"""

from collections import defaultdict
from itertools import pairwise

from quaywatch.inspections.layout import Piece
from quaywatch.inspections.lots import Lots
from quaywatch.inspections.windows import ONE, Ints

_Graph = dict[int, dict[int, int]]
"""Undecided pieces: neighbours and amounts of each box (its index) and hour (-1 - its index)."""


def draw(pieces: list[Piece], strata: Ints, lots: Lots) -> dict[int, int]:
    """The drawn boxes with their hour."""
    drawn: dict[int, int] = {}
    graph: _Graph = defaultdict(dict)
    for piece in pieces:
        _set(graph, piece.box, -1 - piece.hour, piece.amount, drawn)
    for node in [n for n in graph if n < 0]:
        _decide_hour(graph, node, strata, lots, drawn)
    while path := _path(graph):
        _shift(graph, path, lots, drawn)
    return drawn


def _decide_hour(graph: _Graph, hour: int, strata: Ints, lots: Lots, drawn: dict[int, int]) -> None:
    """Duels among the boxes that are in this hour alone, until at most one is undecided."""
    alone = [box for box in graph.get(hour, {}) if len(graph[box]) == 1]
    undecided: int | None = None
    for box in sorted(alone, key=lambda b: (int(strata[b]), b)):
        if undecided is not None:
            _shift(graph, [undecided, hour, box], lots, drawn)
        left = [b for b in (undecided, box) if b is not None and b in graph]
        undecided = left[0] if left else None


def _shift(graph: _Graph, path: list[int], lots: Lots, drawn: dict[int, int]) -> None:
    """Move chance along a path, to one side or the other, so that every mean stays as it is."""
    edges = list(pairwise(path))
    amounts = [graph[a][b] for a, b in edges]
    up = min(ONE - x if i % 2 == 0 else x for i, x in enumerate(amounts))
    down = min(x if i % 2 == 0 else ONE - x for i, x in enumerate(amounts))
    step = up if lots.below(up + down) < down else -down
    for i, ((a, b), amount) in enumerate(zip(edges, amounts, strict=True)):
        box, hour = max(a, b), min(a, b)
        _set(graph, box, hour, amount + (step if i % 2 == 0 else -step), drawn)


def _set(graph: _Graph, box: int, hour: int, amount: int, drawn: dict[int, int]) -> None:
    """Note a piece; once it is decided it leaves the graph."""
    if 0 < amount < ONE:
        graph[box][hour] = graph[hour][box] = amount
        return
    if amount == ONE:
        drawn[box] = -1 - hour
    for a, b in ((box, hour), (hour, box)):
        if a in graph:
            graph[a].pop(b, None)
            if not graph[a]:
                del graph[a]


def _path(graph: _Graph) -> list[int]:
    """A path between two ends of the graph, or a cycle; nothing when all is decided."""
    if not graph:
        return []
    path = [next((node for node, edges in graph.items() if len(edges) == 1), next(iter(graph)))]
    place = {path[0]: 0}
    while True:
        before = path[-2] if len(path) > 1 else None
        after = next((node for node in graph[path[-1]] if node != before), None)
        if after is None:
            return path
        path.append(after)
        if after in place:
            return path[place[after] :]
        place[after] = len(path) - 1
