"""Following the segments of one message through its structure."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

from quaywatch.formats.edifact.structure.grammar import Node, Structure


class Departure(NamedTuple):
    """Where a message leaves its structure."""

    code: str
    message: str


@dataclass(slots=True)
class _Level:
    """An open group: how far it has come, and how often its current part was there."""

    nodes: Sequence[Node]
    at: int = -1
    count: int = 0

    def place(self, tag: str) -> int | None:
        """Return where a segment can stand from here on, None if nowhere."""
        for index in range(max(self.at, 0), len(self.nodes)):
            node = self.nodes[index]
            if node.tag == tag and (index > self.at or self.count < node.most):
                return index
        return None

    def passed(self, until: int) -> Iterator[str]:
        """Yield the mandatory parts that are left out on the way to a part."""
        return (node.tag for node in self.nodes[self.at + 1 : until] if node.must)


class Walk:
    """One message on its way through its structure.

    A segment stands at the first place from here on that takes it: in the innermost open group,
    else in those around it. One that no place takes is reported and leaves the walk where it was.
    """

    def __init__(self, structure: Structure) -> None:
        self._structure = structure
        self._open = [_Level(structure.nodes)]

    def step(self, tag: str) -> list[Departure]:
        """Take the next segment and return what is out of order there."""
        if tag not in self._structure.tags:
            return [Departure("structure.unknown", f"{self._name} has no segment {tag}")]
        for depth in range(len(self._open) - 1, -1, -1):
            index = self._open[depth].place(tag)
            if index is not None:
                return self._enter(depth, index)
        if self._repeats(tag):
            message = f"{tag} stands more often than {self._name} allows"
            return [Departure("structure.repeated", message)]
        return [Departure("structure.misplaced", f"{tag} is out of place in {self._name}")]

    def _enter(self, depth: int, index: int) -> list[Departure]:
        missing = [
            tag for level in self._open[depth + 1 :] for tag in level.passed(len(level.nodes))
        ]
        level = self._open[depth]
        missing += level.passed(index)
        del self._open[depth + 1 :]
        level.count = level.count + 1 if index == level.at else 1
        level.at = index
        if level.nodes[index].within:
            self._open.append(_Level(level.nodes[index].within))
        return [
            Departure("structure.missing", f"{self._name} must have {tag} before this segment")
            for tag in missing
        ]

    def _repeats(self, tag: str) -> bool:
        return any(level.at >= 0 and level.nodes[level.at].tag == tag for level in self._open)

    @property
    def _name(self) -> str:
        return f"{self._structure.name} D.{self._structure.directory}"
