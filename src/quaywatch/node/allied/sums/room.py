"""What people do about sums: put forward, join, confirm, decline, start, read the result."""

import secrets
from collections.abc import Callable

import msgspec
from sqlalchemy import Connection

from quaywatch.alliance.learning.why import Why
from quaywatch.alliance.sums import commands
from quaywatch.alliance.sums.commands import Refusal, Refused
from quaywatch.alliance.sums.life import Life, Stage
from quaywatch.alliance.sums.proposal import Proposal
from quaywatch.alliance.sums.schema import create
from quaywatch.alliance.sums.work import Model, drop
from quaywatch.ledger import Event
from quaywatch.ledger.acts import Act
from quaywatch.node.allied.sums import tables
from quaywatch.node.allied.sums.base import Base, known
from quaywatch.node.allied.sums.facts import SUM_READ, SumLook
from quaywatch.node.allied.sums.running import Running
from quaywatch.node.allied.sums.sources import Source, Sources
from quaywatch.node.allied.sums.talking import TOLD_FOR, Talking
from quaywatch.node.drafts import Draft, draft

Decide = Callable[[Connection, Life], Event]


class Ready(msgspec.Struct, frozen=True, kw_only=True):
    """Whether this port could take part with a source, as things are."""

    source: str
    rows: int
    found: int
    refusal: Refusal | None
    why: str
    """In words; empty where nothing speaks against it."""


class Sums:
    """Sums at one node; safe to use from many threads.

    Every command raises commands.Refused where the state, the rows or the policy do not allow it,
    and UnknownSum.
    """

    def __init__(self, base: Base) -> None:
        create(base.ledger.engine)
        self._base = base
        self._running = Running(base)
        self._talking = Talking(base, self._running)
        self.desk, self.errand = self._talking.desk, self._talking.errand

    def all(self) -> list[Life]:
        """Return all sums, what changed last first."""
        with self._base.reads() as connection:
            return tables.lives(connection)

    def read(self, name: str) -> Life:
        """Return one, by origin and session."""
        return self._base.life(name)

    def rounds(self, name: str) -> list[tables.Round]:
        """Return the steps of one that are over."""
        with self._base.reads() as connection:
            return tables.rounds(connection, name)

    def counts(self) -> dict[str, int]:
        """Return how many steps of each are over."""
        with self._base.reads() as connection:
            return tables.counts(connection)

    def look(self, name: str, *, actor: str) -> Model | None:
        """Return what one came to, as `model`; that `actor` looked is on the ledger before."""
        model = self.model(name)
        if model is not None:
            said = SumLook(name=name, digest=self.read(name).digest)
            key = f"{SUM_READ}/{secrets.token_hex(16)}"
            now = self._base.line.now()
            made = draft(SUM_READ, said, key=key, actor=actor, known_at=now)
            self._base.queue.append([made]).result()
        return model

    def model(self, name: str) -> Model | None:
        """Return what one came to; None where it did not, or that is deleted."""
        return self._running.model(self.read(name))

    def sources(self) -> list[Source]:
        """Return what rows can be taken from here."""
        return list(self._base.sources().all())

    def ready(self, name: str) -> list[Ready]:
        """Say of each source whether this port could take part with it now, and why not.

        All rows are read for it.
        """
        life, taken = self.read(name), self._base.sources()
        return [self._ready(life, taken, one) for one in taken.all()]

    def propose(self, proposal: Proposal, source: str, *, actor: str) -> Life:
        """Put a sum forward; allies hear of it when another person confirmed."""
        if proposal.origin != self._base.node:
            raise ValueError("a node puts sums forward in its own name")
        self._base.require_allies(proposal.plan.parties)
        self._require(proposal, source)
        bare = Life(origin=proposal.origin, session=proposal.plan.session)

        def make(connection: Connection) -> list[Draft]:
            life = tables.life(connection, bare.origin, bare.session) or bare
            act = self._base.act(actor, life.version)
            return [Draft(event=commands.propose(life, proposal, source, act))]

        self._base.queue.commit(make)
        return self.read(proposal.name)

    def put(self, name: str, source: str, *, actor: str, seen: int) -> Life:
        """Ask another person to confirm that this port takes part with rows of a source."""
        self._require(self.read(name).asked, source)
        act = self._base.act(actor, seen)
        return self._do(name, lambda _, life: commands.put(life, source, act))

    def give_back(self, name: str, reason: str, *, actor: str, seen: int) -> Life:
        """Do not confirm that."""
        act = self._base.act(actor, seen)
        return self._do(name, lambda _, life: commands.give_back(life, reason, act))

    def confirm(self, name: str, *, actor: str, seen: int) -> Life:
        """Let this port take part with what another person chose."""
        life, act = self.read(name), self._base.act(actor, seen)
        commands.confirm(life, 0, act)  # who may not is told so before rows are counted
        rows = self._require(life.asked, life.source)
        return self._do(name, lambda _, life: commands.confirm(life, rows, act))

    def decline(self, name: str, reason: str, *, actor: str, seen: int) -> Life:
        """Take no part, or no further part: nothing more leaves from then on."""
        act = self._base.act(actor, seen)
        life = self._do(name, lambda _, life: commands.decline(life, reason, act))
        self._running.forget(name)
        return life

    def start(self, name: str, *, actor: str, seen: int) -> Life:
        """Begin with those who joined."""
        life = self.read(name)
        if seen != life.version:
            raise Refused(Refusal.STALE_VERSION, "This changed meanwhile.")
        today = self._base.line.now().date()
        parties = commands.require_startable(life, self._base.node, today)
        return self._running.begin(life, parties, actor)

    def tick(self) -> None:
        """Do what time asks for: give up what was not begun, delete what is over."""
        now = self._base.line.now()
        today = now.date()
        for life in self.all():
            proposal = life.asked
            if not life.is_over and life.stage is not Stage.RUNNING:
                if today > proposal.join_until:
                    self._late(life.name, f"it was not begun by {proposal.join_until}")
            elif life.stage is Stage.FINISHED and not life.forgotten:
                if today > proposal.handling.retain_until:
                    self._forget(life)
                elif life.ended_at is not None and now - life.ended_at > TOLD_FOR:
                    self._running.forget(life.name)

    def _late(self, name: str, said: str) -> None:
        def decide(life: Life, act: Act) -> Event:
            return commands.fail(life, Why.NOT_BEGUN, said, act)

        self._base.do(name, decide, self._base.node)

    def _forget(self, life: Life) -> None:
        self._running.forget(life.name)
        with self._base.ledger.transaction() as transaction:
            drop(transaction.connection, life.name)
        self._base.do(life.name, commands.forget, self._base.node)

    def _require(self, proposal: Proposal, source: str, taken: Sources | None = None) -> int:
        """Refuse where rows or policy do not serve; return how many rows there are."""
        with self._base.reads() as connection:
            self._base.asked(connection, proposal, proposal.plan.parties)
        return len(self._base.drawn(proposal, source, taken).rows)

    def _ready(self, life: Life, taken: Sources, source: Source) -> Ready:
        refusal, why = None, ""
        try:
            self._base.require_allies(life.asked.plan.parties)
            self._require(life.asked, source.name, taken)
        except Refused as refused:
            refusal, why = refused.code, str(refused)
        return Ready(
            source=source.name,
            rows=source.rows,
            found=source.found,
            refusal=refusal,
            why=why,
        )

    def _do(self, name: str, decide: Decide) -> Life:
        def make(connection: Connection) -> list[Draft]:
            return [Draft(event=decide(connection, known(connection, name)))]

        self._base.queue.commit(make)
        return self.read(name)
