"""What people do with models: train, watch, try, approve and withdraw them."""

from collections.abc import Callable
from datetime import date, datetime

import msgspec
from sqlalchemy import Connection

from quaywatch.ledger import Event, Ledger
from quaywatch.ledger.acts import Act
from quaywatch.ledger.signing import Key
from quaywatch.node import models
from quaywatch.node.backtesting import history
from quaywatch.node.comparing import Compared, compared
from quaywatch.node.drafts import Draft
from quaywatch.node.errors import Tampered, UnknownModel
from quaywatch.node.hindsight import Trial, in_force_on
from quaywatch.node.inuse import live_of
from quaywatch.node.keys import showing
from quaywatch.node.lessons import Lessons, lessons
from quaywatch.node.memory import Memory
from quaywatch.node.queue import Queue
from quaywatch.node.recent import recent
from quaywatch.node.requesting.room import Reading
from quaywatch.node.state import State
from quaywatch.node.training import Drift, drifted, learn, statement
from quaywatch.risk import Scorer as Model
from quaywatch.risk import life as lives
from quaywatch.risk.life import Life, ModelKind, Refusal, Refused, Seal, Trained, sealed, stated
from quaywatch.risk.life.outlook import Prospect, prospects
from quaywatch.rules import RuleBook

Decide = Callable[[Connection, Life], Event]


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A model with its place among the others."""

    life: Life
    live: bool
    """Whether it is the one in force."""

    @property
    def retired(self) -> bool:
        """Whether it was in force until another one came."""
        return self.life.counts and not self.live


class Models:
    """Carries models through their lives; safe to use from many threads."""

    def __init__(
        self,
        ledger: Ledger,
        queue: Queue,
        reading: Reading,
        state: State,
        memory: Memory,
        clock: Callable[[], datetime],
    ) -> None:
        self._ledger, self._queue, self._reading, self._now = ledger, queue, reading, clock
        self._state, self._memory = state, memory

    def all(self) -> list[Standing]:
        """Return the models of the node, the last trained first."""
        with self._reading() as connection:
            every = models.lives(connection).values()
        live = live_of(every)
        found = [Standing(life=life, live=life == live) for life in every]
        return sorted(found, key=lambda each: _trained(each.life).span.position, reverse=True)

    def read(self, model_id: str) -> Standing:
        """Return one model; raises UnknownModel."""
        with self._reading() as connection:
            life = _named(connection, model_id)
            return Standing(life=life, live=life == live_of(models.lives(connection).values()))

    def data(self, model_id: str) -> bytes:
        """Return a model's bytes as signed; raises UnknownModel, or Tampered."""
        with self._reading() as connection:
            work = _named(connection, model_id).work
            return self._state.vault.examined(connection, work).dump()

    def verify(self, model_id: str) -> str:
        """Say what is wrong with a model's bytes or signature, empty if nothing is."""
        with self._reading() as connection:
            life = _named(connection, model_id)
            try:
                self._state.vault.examined(connection, life.work)
            except Tampered as refused:
                return str(refused)
        return ""

    def taught(self) -> tuple[Lessons, Model, RuleBook]:
        """Return what inspections teach by now, the model in force and the profiles."""
        scorer = self._state.scorer
        with self._reading() as connection:
            return lessons(connection, self._memory, scorer.rulebook), scorer.bare, scorer.rulebook

    def compare(self, model_id: str) -> Compared:
        """Return how it ranks the work list beside the model in force; raises UnknownModel."""
        with self._reading() as connection:
            return compared(connection, _named(connection, model_id).model_id)

    def drift(self, model_id: str) -> list[Drift]:
        """Return how far inputs and scores of the last days lie from those of when it was trained.

        The farthest first. Raises UnknownModel, or Tampered.
        """
        rulebook = self._state.scorer.rulebook
        with self._reading() as connection:
            life = _named(connection, model_id)
            model = self._state.vault.model(connection, life.work)
            traffic = recent(connection, rulebook, self._now())
        return drifted(model, _trained(life), traffic, rulebook)

    def outlook(self, model_id: str, actor: str) -> list[Prospect]:
        """Return what `actor` could do with it next, and why not; raises UnknownModel."""
        return prospects(self.read(model_id).life, actor, self._now())

    def train(self, kind: ModelKind, *, actor: str, until: datetime | None = None) -> Life:
        """Train a model on what was known by `until`, sign it and lay it down.

        Raises:
            Refused: too little was inspected to teach it, or the same model was laid down before.
            LedgerError: the node's key cannot be used.

        """
        now = self._now()
        until = min(until or now, now)
        rulebook = self._state.scorer.rulebook
        with self._reading() as connection:
            known = lessons(connection, self._memory, rulebook).until(until)
            traffic = recent(connection, rulebook, until)
            position = self._ledger.head().position
        model = learn(known, kind)
        trained = statement(model, kind, known, traffic, rulebook, until=until, position=position)
        seal = self._sealed(trained, actor)

        def make(connection: Connection) -> list[Draft]:
            life = models.life(connection, trained.model_id) or Life(model_id=trained.model_id)
            act = Act(actor=actor, at=now, seen=life.version)
            return [Draft(event=lives.train(life, trained, seal, model.dump(), act))]

        self._queue.commit(make)
        return self.read(trained.model_id).life

    def adopt(self, data: bytes, trained: Trained, origin: str, *, actor: str) -> Life:
        """Lay a partner's model down as one that was trained here, under the own seal.

        What its origin stated stands, behind a line that says where it comes from; nothing that
        became known here later than its training counts as its own days. Raises as `train`.
        """
        now = self._now()
        said = f"This model was trained at {origin}, not here.\n\n"
        span = msgspec.structs.replace(trained.span, position=self._ledger.head().position)
        made = msgspec.structs.replace(
            trained, span=span, card=said + trained.card, sheet=said + trained.sheet
        )
        seal = self._sealed(made, actor)

        def make(connection: Connection) -> list[Draft]:
            life = models.life(connection, made.model_id) or Life(model_id=made.model_id)
            act = Act(actor=actor, at=now, seen=life.version)
            return [Draft(event=lives.train(life, made, seal, data, act))]

        self._queue.commit(make)
        return self.read(made.model_id).life

    def shadow(self, model_id: str, *, actor: str, seen: int) -> Life:
        """Begin to score beside the model in force; raises Refused, or UnknownModel."""
        act = self._act(actor, seen)

        def decide(connection: Connection, life: Life) -> Event:
            self._examine(connection, life)
            return lives.shadow(life, act)

        return self._decide(model_id, decide)

    def backtest(self, model_id: str, *, actor: str, seen: int) -> Life:
        """Try it on the days that were planned and keep what that told; raises as `shadow`."""
        life = self.read(model_id).life
        rulebook = self._state.scorer.rulebook
        with self._reading() as connection:
            known = lessons(connection, self._memory, rulebook)
            every = models.lives(connection).values()
            compared = [_trained(life).kind, *(_trained(one).kind for one in every if one.number)]
            asks = ModelKind.LEARNED in compared
            past = None if asks else history(self._ledger, connection)
            model = self._state.vault.model(connection, life.work)

            def live(day: date) -> Model:
                then = in_force_on(every, day)
                if then is None:
                    return self._state.given
                return self._state.vault.model(connection, then.work)

            told = Trial(past, known, rulebook).of(model, _trained(life), live)
        act = self._act(actor, seen)
        return self._decide(model_id, lambda _, life: lives.backtested(life, told, act))

    def propose(self, model_id: str, *, actor: str, seen: int) -> Life:
        """Ask somebody else to approve; raises as `shadow`."""
        act = self._act(actor, seen)
        return self._decide(model_id, lambda _, life: lives.propose(life, act))

    def approve(self, model_id: str, *, actor: str, seen: int) -> Life:
        """Put it in force, as somebody who had no part in it; raises as `shadow`."""
        act = self._act(actor, seen)

        def decide(connection: Connection, life: Life) -> Event:
            self._examine(connection, life)
            return lives.approve(life, act, models.lives(connection).values())

        return self._decide(model_id, decide)

    def give_back(self, model_id: str, reason: str, *, actor: str, seen: int) -> Life:
        """Do not approve; raises as `shadow`."""
        act = self._act(actor, seen)
        return self._decide(model_id, lambda _, life: lives.give_back(life, reason, act))

    def propose_withdrawal(self, model_id: str, reason: str, *, actor: str, seen: int) -> Life:
        """Ask somebody else to withdraw it; raises as `shadow`."""
        act = self._act(actor, seen)
        return self._decide(model_id, lambda _, life: lives.propose_withdrawal(life, reason, act))

    def withdraw(self, model_id: str, *, actor: str, seen: int, reason: str = "") -> Life:
        """Let it count no more; raises as `shadow`."""
        act = self._act(actor, seen)
        return self._decide(model_id, lambda _, life: lives.withdraw(life, act, reason))

    def _sealed(self, trained: Trained, actor: str) -> Seal:
        key = self._key(actor)
        said = sealed(trained.kind, trained.digest, stated(trained))
        return Seal(key=key.public, signature=key.sign(said))

    def _key(self, actor: str) -> Key:
        """Return the node's key, its public half shown on the ledger first."""
        key = self._state.vault.key()

        def make(connection: Connection) -> list[Draft]:
            return showing(connection, key, actor, self._now())

        self._queue.commit(make)
        return key

    def _examine(self, connection: Connection, life: Life) -> None:
        """Refuse a model that is not what was signed."""
        try:
            self._state.vault.examined(connection, life.work)
        except Tampered as refused:
            raise Refused(Refusal.TAMPERED, str(refused)) from refused

    def _act(self, actor: str, seen: int) -> Act:
        return Act(actor=actor, at=self._now(), seen=seen)

    def _decide(self, model_id: str, decide: Decide) -> Life:
        self._queue.commit(lambda c: [Draft(event=decide(c, _named(c, model_id)))])
        return self.read(model_id).life


def _named(connection: Connection, model_id: str) -> Life:
    found = models.life(connection, model_id)
    if found is None:
        raise UnknownModel(f"no model {model_id!r} was trained here")
    return found


def _trained(life: Life) -> Trained:
    assert life.trained is not None  # noqa: S101 - every stream begins with a training
    return life.trained
