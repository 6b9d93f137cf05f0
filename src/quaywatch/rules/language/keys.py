"""Expressions filed under what they ask for, so that those that cannot hold are not asked.

An expression that asks, among other things, whether a text is one of a few or starts in a certain
way holds of no consignment whose text is another. One such question of each is its key.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from typing import NamedTuple

from quaywatch.rules.language.bound import Value
from quaywatch.rules.language.graph import Graph
from quaywatch.rules.language.steps import Row, Step
from quaywatch.rules.language.types import Collection, Type

_WORTH = 40
"""Most values under which one expression is filed; beyond that it is asked always."""


class _Question(NamedTuple):
    """The text that a key is about."""

    collection: Collection | None
    """Whose items have it; None: the consignment."""
    subject: int
    """The cell that gives it."""
    letters: int | None
    """How many of its first letters count; None: all of it."""


class _Key(NamedTuple):
    question: _Question
    values: tuple[str, ...]


class Index:
    """The expressions by their keys."""

    def __init__(self, graph: Graph, steps: Sequence[Step]) -> None:
        self._graph, self._steps = graph, steps
        self._always: list[int] = []
        self._filed: dict[_Question, dict[str, list[int]]] = {}
        for number, root in enumerate(graph.roots):
            keys = [key for cell in graph.conjuncts(root) for key in self._keys(cell)]
            if not keys:
                self._always.append(number)
                continue
            key = min(keys, key=lambda each: len(each.values))
            filed = self._filed.setdefault(key.question, defaultdict(list))
            for value in key.values:
                filed[value].append(number)

    def possible(self, row: Row, items: Mapping[Collection, Sequence[Row]]) -> list[int]:
        """Return the numbers of the expressions that may hold of a consignment, in order."""
        found = set(self._always)
        for (collection, subject, letters), filed in self._filed.items():
            ask = self._steps[subject]
            for each in (row,) if collection is None else items[collection]:
                text = ask(each)
                if text is not None:
                    found.update(filed.get(text if letters is None else text[:letters], ()))
        return sorted(found)

    def _keys(self, cell: int, collection: Collection | None = None) -> list[_Key]:
        """Return the keys that a question which must hold has to offer."""
        op, _, parts, value = self._graph.cells[cell]
        if op == "any" and collection is None:
            inner = self._graph.conjuncts(parts[0])
            return [key for each in inner for key in self._keys(each, Collection(str(value)))]
        if not parts or self._graph.scopes[parts[0]] != collection:
            return []
        if self._graph.cells[parts[0]].type is not Type.TEXT:
            return []
        values = self._values(op, parts, value)
        letters = len(values[0]) if op == "startsWith" and values else None
        if not 0 < len(values) <= _WORTH:
            return []
        return [_Key(_Question(collection, parts[0], letters), values)]

    def _values(self, op: str, parts: tuple[int, ...], value: Value) -> tuple[str, ...]:
        if op == "among" and isinstance(value, tuple):
            return tuple(map(str, value))
        if op in {"==", "startsWith"}:
            other = self._graph.cells[parts[1]]
            return (str(other.value),) if other.op == "literal" else ()
        return ()
