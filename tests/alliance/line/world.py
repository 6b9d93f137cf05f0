"""Some nodes on a bad line, step by step: what must hold is looked at after every step.

The lines are those of the product, each on a SQLite database in memory, where a commit stands for
the disk. What is simulated is all between them: a network that loses, doubles, delays and reorders,
partitions, nodes that crash at the commit, clocks that jump, people who publish, correct, withdraw,
recall and pass on. `Faults` plants mistakes, so that tests can show that each is found.
"""

import random
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import msgspec
from sqlalchemy import Engine, create_engine, event
from sqlalchemy.pool import StaticPool

from quaywatch.alliance import Notice, known_by
from quaywatch.alliance.exchange import BadBatch, Fault, Published
from quaywatch.alliance.exchange.batch import unsigned_header
from quaywatch.alliance.exchange.items import decoded, notice_in
from quaywatch.alliance.line import Line, What
from quaywatch.alliance.line.packing import unpacked
from quaywatch.ledger import engine as engines
from tests.alliance.line.lines import KEYS, NODES, ONWARD, allowed, line_on, made, withdrawn
from tests.alliance.making import NOW, notice

_ALIVE = "SELECT origin, id FROM line_held WHERE gone = ''"
_STANDING = "SELECT node, acknowledged, taken FROM line_peer"
Name = tuple[str, str]
"""Origin and id of a notice."""


class Broken(AssertionError):  # noqa: N818 - what it says
    """Something that must hold does not."""


class Crash(Exception):  # noqa: N818 - what it is
    """The node died before the commit."""


@dataclass(frozen=True)
class Faults:
    """Mistakes that are planted."""

    cursor_is_a_time: bool = False
    """What works with arrivals asks for those later than the last, not behind the last number."""
    acknowledged_too_early: bool = False
    """The sender is told before it is on disk."""
    label_is_stale: bool = False
    """Who may have a correction was decided when the first version was published."""
    filter_is_missing: bool = False
    """Everybody is sent everything."""


@dataclass
class Told:
    """What somebody published, and for whom."""

    notice: Notice
    audience: set[str]
    first_audience: set[str]
    withdrawn: bool = False


@dataclass
class Reader:
    """Works with what arrives: the ranking, say. Keeps what it made of it, and how far it read."""

    alive: dict[Name, int] = field(default_factory=dict)
    number: int = 0
    at = NOW - timedelta(days=1)


def in_memory() -> Engine:
    """A database that is gone with the process; set up as one on disk is."""
    engine = create_engine(
        "sqlite://", poolclass=StaticPool, connect_args={"check_same_thread": False}
    )
    event.listen(engine, "connect", engines._configure_sqlite)
    event.listen(engine, "begin", engines._begin_sqlite)
    return made(engine)


class World:
    """All of it; each method that is a step takes what it chooses by from `random`."""

    def __init__(
        self, seed: int = 0, faults: Faults | None = None, favour: dict[str, int] | None = None
    ) -> None:
        self.random = random.Random(seed)
        self.faults = faults or Faults()
        self.clocks = dict.fromkeys(NODES, NOW)
        self.dying: set[str] = set()
        self._databases: dict[str, Any] = {}
        self.lines = {node: self._line(node) for node in NODES}
        self.told: dict[Name, Told] = {}
        self.flying: list[tuple[str, str, bytes]] = []
        self.apart: set[frozenset[str]] = set()
        self.gone: dict[str, set[Name]] = {node: set() for node in NODES}
        self.readers = {node: Reader() for node in NODES}
        self.steps = 0
        self.moves: list[tuple[Callable[[], None], int]] = [
            (self.publish, 6),
            (self.correct, 3),
            (self.withdraw, 3),
            (self.recall, 2),
            (self.pass_on, 3),
            (self.set_off, 12),
            (self.arrive, 14),
            (self.double, 3),
            (self.lose, 3),
            (self.ask, 5),
            (self.read, 6),
            (self.crash, 2),
            (self.part, 1),
            (self.heal, 1),
            (self.jump, 2),
        ]
        often = favour or {}
        self._weights = [often.get(move.__name__, weight) for move, weight in self.moves]

    def step(self) -> None:
        """Do anything, and look."""
        ((move, _),) = self.random.choices(self.moves, self._weights)
        self.do(move)

    def do(self, move: Callable[[], None]) -> None:
        """Do one thing, and look."""
        self.steps += 1
        try:
            move()
        except Crash:
            self.dying.clear()
        self.look()

    # What people do.

    def publish(self) -> None:
        """Somebody says something to some."""
        node = self.random.choice(NODES)
        name = known_by(node, str(len(self.told)))
        audience = {other for other in NODES if other != node and self.random.random() < 0.7}
        one = notice(id=name, origin=node, handling=ONWARD)
        self._send(node, one, audience)
        self.told[node, name] = Told(one, set(audience), set(audience))

    def correct(self) -> None:
        """A further version goes to whoever may have it now."""
        found = self._any_alive()
        if found is not None:
            later = msgspec.structs.replace(
                found.notice, version=found.notice.version + 1, correction="the seal"
            )
            stale = self.faults.label_is_stale
            self._send(later.origin, later, found.first_audience if stale else found.audience)
            found.notice = later

    def withdraw(self) -> None:
        """Somebody takes something back."""
        found = self._any_alive()
        if found is not None:
            line = self.lines[found.notice.origin]
            with line.transaction() as connection:
                line.withdraw(connection, withdrawn(found.notice))
            found.withdrawn = True

    def recall(self) -> None:
        """An audience becomes narrower."""
        found = self._any_alive()
        if found is not None and found.audience:
            other = self.random.choice(sorted(found.audience))
            line = self.lines[found.notice.origin]
            with line.transaction() as connection:
                line.recall(connection, other, found.notice.id, "the agreement ended")
            found.audience.discard(other)

    def pass_on(self) -> None:
        """Somebody passes on what somebody else wrote, to a third who may have it."""
        node = self.random.choice(NODES)
        held = sorted(self._alive(node))
        if not held:
            return
        name = self.random.choice(held)
        line = self.lines[node]
        for other in sorted(self.told[name].audience - {node, name[0]}):
            copy = line.held(*name)
            assert copy is not None
            assert copy.notice is not None
            with line.transaction() as connection:
                line.publish(connection, [allowed(copy.notice, other)])

    # What the network does.

    def set_off(self) -> None:
        """A node hands over what the other has not acknowledged."""
        sender, recipient = self._pair()
        line = self.lines[sender]
        number = line.peers.get(recipient).acknowledged
        for body in line.after(recipient, number, limit=4):
            self._look_at_what_leaves(sender, body)
            self.flying.append((sender, recipient, body))

    def arrive(self) -> None:
        """Anything on its way arrives, and its answer too, or is lost."""
        if not self.flying:
            return
        sender, recipient, body = self.flying.pop(self.random.randrange(len(self.flying)))
        if frozenset((sender, recipient)) not in self.apart:
            self._arrive(sender, recipient, [body])

    def double(self) -> None:
        """Something arrives twice."""
        if self.flying:
            self.flying.append(self.random.choice(self.flying))

    def lose(self) -> None:
        """Something never arrives."""
        if self.flying:
            self.flying.pop(self.random.randrange(len(self.flying)))

    def ask(self) -> None:
        """A node asks for what is behind the last that it took; that acknowledges, too."""
        sender, recipient = self._pair()
        if frozenset((sender, recipient)) in self.apart:
            return
        number = self.lines[recipient].peers.get(sender).taken
        self.lines[sender].acknowledged(recipient, number)
        bodies = self.lines[sender].after(recipient, number, limit=4)
        for body in bodies:
            self._look_at_what_leaves(sender, body)
        if bodies:
            self._receive(sender, recipient, bodies)

    def crash(self) -> None:
        """The next commit of a node does not happen."""
        self.dying.add(self.random.choice(NODES))

    def part(self) -> None:
        """Two nodes cannot reach each other."""
        self.apart.add(frozenset(self._pair()))

    def heal(self) -> None:
        """Everybody can reach everybody."""
        self.apart.clear()

    def jump(self) -> None:
        """A clock goes wrong by up to an hour."""
        node = self.random.choice(NODES)
        self.clocks[node] += timedelta(seconds=self.random.randint(-3600, 3600))

    def read(self) -> None:
        """Whoever works with what arrived reads on."""
        self._read(self.random.choice(NODES))

    # What must hold.

    def look(self) -> None:
        """Look at everything that must hold at every moment."""
        for node in NODES:
            alive = self._alive(node)
            for name in alive & self.gone[node]:
                raise Broken(f"{name} came to life again at {node}")
            for name in alive:
                if name not in self.told:
                    raise Broken(f"nobody wrote {name} that {node} holds")
        standing = {node: self._rows(node, _STANDING) for node in NODES}
        taken = {(who, node): number for who in NODES for node, _, number in standing[who]}
        for sender in NODES:
            for recipient, said, _ in standing[sender]:
                if said > taken[recipient, sender]:
                    raise Broken(f"{recipient} acknowledged {said} and has not got it")

    def settle(self) -> None:
        """The line heals and everybody catches up; then look at what must hold in the end."""
        self.dying.clear()
        self.heal()
        for _ in range(6):
            for sender in NODES:
                for recipient in NODES:
                    while sender != recipient and self._catch_up(sender, recipient):
                        pass
        self.look()
        for node in NODES:
            self._read(node)
            self._look_in_the_end(node)

    def _look_in_the_end(self, node: str) -> None:
        alive = self._alive(node)
        if set(self.readers[node].alive) != alive:
            raise Broken(f"what works with the arrivals of {node} missed some")
        for name, told in self.told.items():
            if name[0] == node:
                continue
            if name in alive and (told.withdrawn or node not in told.audience):
                raise Broken(f"{node} holds {name}, which it must not")
            if name not in alive and not told.withdrawn and node in told.audience:
                raise Broken(f"{node} lost {name}")
            held = self.lines[node].held(*name)
            if name in alive and held is not None and held.version != told.notice.version:
                raise Broken(f"{node} lost version {told.notice.version} of {name}")
            if told.withdrawn and held is not None:
                deleted = self.lines[name[0]].receipts(name[1])
                if node not in deleted:
                    raise Broken(f"{node} deleted {name} and its receipt is lost")

    def _look_at_what_leaves(self, sender: str, body: bytes) -> None:
        for payload in unpacked(body).payloads:
            item = decoded(payload) if payload else None
            if isinstance(item, Published):
                one = notice_in(item)
                told = self.told[one.origin, one.id]
                own = one.origin == sender
                if own and told.withdrawn and not one.withdrawn:
                    raise Broken(f"{one.id} leaves {sender} after it was withdrawn there")

    # How it is done.

    def _line(self, node: str) -> Line:
        engine = in_memory()
        line = line_on(engine, node)
        with engine.connect() as connection:
            self._databases[node] = connection.connection.driver_connection
        line.now = lambda: self.clocks[node]
        event.listen(engine, "commit", lambda _: self._commit(node))
        return line

    def _commit(self, node: str) -> None:
        if node in self.dying:
            raise Crash(node)

    def _pair(self) -> tuple[str, str]:
        sender, recipient = self.random.sample(NODES, 2)
        return sender, recipient

    def _any_alive(self) -> Told | None:
        alive = [one for one in self.told.values() if not one.withdrawn]
        return self.random.choice(alive) if alive else None

    def _send(self, node: str, one: Notice, audience: set[str]) -> None:
        if self.faults.filter_is_missing:
            audience = set(NODES) - {node}
        line = self.lines[node]
        with line.transaction() as connection:
            line.publish(connection, [allowed(one, *sorted(audience))])

    def _arrive(self, sender: str, recipient: str, bodies: list[bytes]) -> None:
        number = unsigned_header(unpacked(bodies[-1]).header).number
        if self.faults.acknowledged_too_early:
            self.lines[sender].acknowledged(recipient, number)
        if self._receive(sender, recipient, bodies) and self.random.random() < 0.8:
            self.lines[sender].acknowledged(recipient, number)

    def _receive(self, sender: str, recipient: str, bodies: list[bytes]) -> bool:
        try:
            taken = self.lines[recipient].receive(sender, bodies)
        except BadBatch as refused:
            if refused.fault is not Fault.GAP:
                raise
            return False
        for one in taken:
            assert not one.refused, one.refused
            self.gone[recipient] |= {
                (each.origin, each.id)
                for each in one.gone
                if self.told[each.origin, each.id].withdrawn
            }
        return True

    def _catch_up(self, sender: str, recipient: str) -> bool:
        number = self.lines[recipient].peers.get(sender).taken
        bodies = self.lines[sender].after(recipient, number)
        for body in bodies:
            self._look_at_what_leaves(sender, body)
        return bool(bodies) and self._receive(sender, recipient, bodies)

    def _read(self, node: str) -> None:
        reader = self.readers[node]
        for one in self.lines[node].arrivals(0 if self.faults.cursor_is_a_time else reader.number):
            if self.faults.cursor_is_a_time and one.arrived_at <= reader.at:
                continue
            if one.number <= reader.number and not self.faults.cursor_is_a_time:
                raise Broken("arrivals do not go up")
            reader.number, reader.at = one.number, one.arrived_at
            if one.what is What.NOTICE:
                reader.alive[one.origin, one.id] = one.version
            else:
                reader.alive.pop((one.origin, one.id), None)

    def _alive(self, node: str) -> set[Name]:
        return {(origin, id_) for origin, id_ in self._rows(node, _ALIVE)}

    def _rows(self, node: str, query: str) -> list[tuple[Any, ...]]:
        # Asked at every step, past the engine: a million steps have to end.
        return self._databases[node].execute(query).fetchall()


assert set(KEYS) == set(NODES)


def run(
    seed: int, steps: int, faults: Faults | None = None, favour: dict[str, int] | None = None
) -> World:
    """Let a world run, with some moves more often than usual, and settle; raises Broken."""
    world = World(seed, faults, favour)
    for _ in range(steps):
        world.step()
    world.settle()
    return world
