"""Four ports that learn from sums over real sockets, each with rows of its own."""

from collections.abc import Sequence
from contextlib import ExitStack, closing, suppress
from datetime import date
from pathlib import Path

import numpy as np

from quaywatch.alliance import Handling, Purpose, Tlp
from quaywatch.alliance.learning import logistic
from quaywatch.alliance.learning.masks import Floats
from quaywatch.alliance.learning.sitting import Plan
from quaywatch.alliance.sums import Life, Proposal
from quaywatch.alliance.transport import Refusal, Unreachable
from quaywatch.node import Node
from quaywatch.node.allied.sums.room import Sums
from quaywatch.node.allied.sums.sources import Drawn, Source
from tests.node.allied import allies
from tests.node.allied.allies import ANTWERP, ROTTERDAM, Clock
from tests.node.allied.meeting import Ends, meeting
from tests.places import Places

PORTS = tuple(sorted((ANTWERP, ROTTERDAM, "hamburg.example", "vigo.example")))
PLAN = Plan(session="spring", parties=PORTS, features=("age", "route"), steps=6)
NAME = f"{ANTWERP}/spring"
HANDLING = Handling(
    tlp=Tlp.AMBER,
    purposes=frozenset({Purpose.RISK_ANALYSIS}),
    legal_basis="agreement of the allied ports, art. 4",
    retain_until=date(2027, 3, 2),
)
PROPOSAL = Proposal(
    origin=ANTWERP,
    title="Which boxes hold something",
    why="One port alone finds too little to learn from.",
    plan=PLAN,
    handling=HANDLING,
    join_until=date(2026, 12, 31),
)
LATE = 700 / 86_400
"""Days; longer than a step waits for a port."""


def rows_of(number: int) -> tuple[Floats, Floats]:
    drawn = np.random.default_rng(number)
    rows = drawn.normal(size=(80, 2))
    chance = 1 / (1 + np.exp(-(rows @ np.array([1.0, -0.5]) - 0.3)))
    return rows, (drawn.random(80) < chance).astype(np.float64)


def pooled(*numbers: int) -> tuple[float, ...]:
    """The same steps over the rows of some ports laid together: what no port has."""
    rows, found = (np.concatenate(part) for part in zip(*map(rows_of, numbers), strict=True))
    scale = logistic.scale_of(logistic.moments(rows, found))
    weights = logistic.start(PLAN.features)
    for _ in range(PLAN.steps):
        part = logistic.part(rows, found, scale, weights)
        weights = logistic.stepped(weights, part, PLAN.ridge)
    return weights


class Shelf:
    """Sources of one port, as a test lays them out."""

    def __init__(self, number: int, features: tuple[str, ...] = PLAN.features) -> None:
        self.rows, self.found = rows_of(number)
        self.features = features

    def all(self) -> Sequence[Source]:
        found = int(self.found.sum())
        return [
            Source(name="inspections", rows=len(self.rows), found=found, features=self.features)
        ]

    def take(self, name: str, features: Sequence[str]) -> Drawn:
        assert (name, tuple(features)) == ("inspections", self.features)
        return Drawn(rows=self.rows, found=self.found)


class Meeting:
    """The four ports."""

    def __init__(
        self,
        path: Path,
        places: Places,
        stack: ExitStack,
        features: tuple[str, ...] = PLAN.features,
    ) -> None:
        self.clock = Clock()
        self.path, self.places = path, places
        self.shelves = [Shelf(number, features) for number in range(len(PORTS))]
        nodes = [stack.enter_context(allies.node(path, port, self.clock, places)) for port in PORTS]
        for node, shelf in zip(nodes, self.shelves, strict=True):
            node.allied.sources = lambda shelf=shelf: shelf
        self.ends: list[Ends] = stack.enter_context(meeting(path, *nodes))

    def node(self, number: int) -> Node:
        return self.ends[number].node

    def sums(self, number: int) -> Sums:
        return self.node(number).allied.sums

    def life(self, number: int) -> Life:
        return self.sums(number).read(NAME)

    def kill(self, number: int) -> None:
        """Let a port know nothing but what is on disk."""
        self.sums(number)._running._sittings.clear()
        self.sums(number)._talking._over.clear()

    def ask(self, number: int, *others: int) -> None:
        """Let one port go to the desks of others."""
        for other in others:
            client = self.ends[number].client(self.node(other))
            with closing(client), suppress(Refusal, Unreachable):
                self.sums(number).errand(client)

    def round(self, *numbers: int) -> None:
        for number in numbers:
            self.ask(number, *(other for other in range(len(PORTS)) if other != number))

    def propose(self, proposal: Proposal = PROPOSAL) -> None:
        self.sums(0).propose(proposal, "inspections", actor="anna")
        self.sums(0).confirm(NAME, actor="bram", seen=1)

    def join(self, *numbers: int) -> None:
        for number in numbers:
            self.ask(number, 0)
            seen = self.life(number).version
            self.sums(number).put(NAME, "inspections", actor="anna", seen=seen)
            self.sums(number).confirm(NAME, actor="bram", seen=seen + 1)

    def start(self, proposal: Proposal = PROPOSAL, joining: tuple[int, ...] = (1, 2, 3)) -> None:
        self.propose(proposal)
        self.join(*joining)
        self.ask(0, *joining)
        self.sums(0).start(NAME, actor="anna", seen=self.life(0).version)
        for number in joining:
            self.ask(number, 0)
