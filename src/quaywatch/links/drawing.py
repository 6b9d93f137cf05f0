"""A party's surroundings as nodes and edges, for a drawing and a table of the same."""

from datetime import datetime

import msgspec

from quaywatch.links.network import Network
from quaywatch.links.ties import Tie, Value

_HUB = 30
"""Parties beyond which what they share is shown, and not followed."""
_MOST = 150
"""Most nodes of a graph."""


class Node(msgspec.Struct, frozen=True, kw_only=True):
    """A party, or something that parties share."""

    id: str
    """A party's id, or `tie:value`."""
    kind: str
    """`party`, or the `Tie` that it makes."""
    label: str
    depth: int
    """Steps from the party asked for; what two parties share lies halfway and counts with the
    nearer one."""
    degree: int
    """How many parties it is tied to in all, drawn or not."""
    finds: int = 0
    """Consignments of a party in which something was found."""


class Edge(msgspec.Struct, frozen=True, kw_only=True):
    """A tie between two nodes."""

    source: str
    target: str
    tie: Tie
    since: datetime
    weight: float
    """1 / (parties that share it - 1), or 1 / partners: what a find at its other end counts."""


class Graph(msgspec.Struct, frozen=True, kw_only=True):
    """Nodes and edges in the order in which they were reached."""

    nodes: tuple[Node, ...]
    edges: tuple[Edge, ...]
    left_off: int
    """Nodes that were too many or lie behind a hub."""


def graph(network: Network, party: str, depth: int = 1, at: datetime | None = None) -> Graph:
    """Return what lies within `depth` parties of a party, as tied before `at` (all that is known).

    Who is who is as known now, even with `at`. Raises KeyError for a party not known.
    """
    walk = _Walk(network, network.resolver.party(party), at)
    for step in range(depth):
        walk.step(step)
    return walk.drawn()


class _Walk:
    """Breadth first, parties with finds before others."""

    def __init__(self, network: Network, start: str, at: datetime | None) -> None:
        self.network, self.at = network, at
        self.depths: dict[str, int] = {start: 0}
        self.shared: dict[Value, int] = {}
        self.edges: dict[tuple[str, str], Edge] = {}
        self.left_off = 0

    def step(self, depth: int) -> None:
        """Follow the ties of every party at `depth`."""
        for party in [p for p, at in self.depths.items() if at == depth]:
            for value, since in sorted(self.network.held.get(party, {}).items()):
                if self._before(since):
                    self._follow(party, value, depth)
            partners = {
                other: since
                for other, since in self.network.deals.get(party, {}).items()
                if self._before(since)
            }
            for other in self._taken(list(partners), depth + 1):
                weight = 1 / max(len(self.network.deals.get(other, {})), 1)
                self._edge(party, other, Tie.DEALS, partners[other], weight)

    def _follow(self, party: str, value: Value, depth: int) -> None:
        holders = {p: s for p, s in self.network.sharing(value).items() if self._before(s)}
        if len(holders) < 2:
            return
        self.shared.setdefault(value, depth)
        others = [other for other in holders if other != party]
        if len(others) > _HUB:
            self.left_off += len([other for other in others if other not in self.depths])
            others = [other for other in others if other in self.depths]
        for other in [party, *self._taken(others, depth + 1)]:
            weight = 1 / (len(holders) - 1)
            self._edge(other, _name(value), value[0], holders[other], weight)

    def _taken(self, parties: list[str], depth: int) -> list[str]:
        """Return those for which there is room, parties with finds first."""
        parties.sort(key=lambda party: (-self._finds(party), party))
        taken: list[str] = []
        for party in parties:
            if party not in self.depths and len(self.depths) + len(self.shared) >= _MOST:
                self.left_off += 1
                continue
            self.depths.setdefault(party, depth)
            taken.append(party)
        return taken

    def _edge(self, source: str, target: str, tie: Tie, since: datetime, weight: float) -> None:
        if (target, source) not in self.edges:
            edge = Edge(source=source, target=target, tie=tie, since=since, weight=weight)
            self.edges.setdefault((source, target), edge)

    def _finds(self, party: str) -> int:
        return sum(map(self._before, self.network.finds.get(party, {}).values()))

    def _before(self, since: datetime) -> bool:
        return self.at is None or since < self.at

    def drawn(self) -> Graph:
        """Return the graph walked so far."""
        network = self.network
        nodes = [
            Node(
                id=party,
                kind="party",
                label=network.resolver.entity(party).name,
                depth=depth,
                degree=len(network.deals.get(party, {})) + len(network.held.get(party, {})),
                finds=self._finds(party),
            )
            for party, depth in self.depths.items()
        ]
        nodes += [
            Node(
                id=_name(value),
                kind=value[0].value,
                label=value[1],
                depth=depth,
                degree=len(network.sharing(value)),
            )
            for value, depth in self.shared.items()
        ]
        return Graph(nodes=tuple(nodes), edges=tuple(self.edges.values()), left_off=self.left_off)


def _name(value: Value) -> str:
    return f"{value[0].value}:{value[1]}"
