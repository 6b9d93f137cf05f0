"""What ports tell each other of sums: who asks, who takes part, who begins, what was given."""

from datetime import timedelta

import msgspec
from sqlalchemy import Connection

from quaywatch.alliance.learning.why import Why
from quaywatch.alliance.sums import commands
from quaywatch.alliance.sums.life import Answer, Life, Stage
from quaywatch.alliance.sums.wire import DESK, Asked, Give, Gives, Look, Told, Word, Words
from quaywatch.alliance.transport import Client, Refusal, TurnedAway, Unreachable
from quaywatch.node.allied.sums import tables
from quaywatch.node.allied.sums.base import Base, lets
from quaywatch.node.allied.sums.running import Running, why_of
from quaywatch.node.drafts import Draft
from quaywatch.node.errors import UnknownSum

TOLD_FOR = timedelta(days=7)
"""For how long others are told of a sum that is over, and may ask for what was given to it."""
MOST_OPEN = 20
"""Sums of one ally that may await an answer here."""
_ASKED: msgspec.msgpack.Decoder[Look | Give] = msgspec.msgpack.Decoder(Asked)
_TOLD: msgspec.msgpack.Decoder[Words | Gives] = msgspec.msgpack.Decoder(Told)
_IN = frozenset({Stage.JOINED, Stage.RUNNING, Stage.FINISHED})


class Talking:
    """Answers at the desk for sums, and goes to those of others."""

    def __init__(self, base: Base, running: Running) -> None:
        self._base, self._running = base, running
        self._over: dict[str, set[str]] = {}
        """Which others need nothing more of a sum, by name."""

    def desk(self, partner: str, body: bytes) -> bytes:
        """Answer a partner; raises TurnedAway."""
        try:
            asked = _ASKED.decode(body)
        except msgspec.DecodeError as error:
            raise TurnedAway(400, DESK, f"that is no question: {error}") from error
        if isinstance(asked, Look):
            return msgspec.msgpack.encode(Words(words=tuple(self._words(partner))))
        given = None
        if self._may_have(partner, asked.name):
            given = self._running.given(asked.name)
        if given is None:
            raise TurnedAway(404, DESK, "no such sum runs here with this partner")
        return msgspec.msgpack.encode(Gives(given=given))

    def errand(self, client: Client) -> None:
        """Hear what a party says of sums, and has given to those that run.

        Raises as `Client.ask`; what runs goes on all the same, without who is late.
        """
        if self._base.line.memory.behind:
            return
        node = client.peer.node
        try:
            said = self._ask(client, Look())
            if isinstance(said, Words):
                for word in said.words:
                    self._hear(node, word)
            for name in self._with(node):
                self._fetch(client, name)
        finally:
            for name in self._with(node):
                self._running.go_on(name)

    def _fetch(self, client: Client, name: str) -> None:
        try:
            said = self._ask(client, Give(name=name))
        except Refusal:
            return  # it has nothing to give yet, or no more
        if isinstance(said, Gives):
            self._running.hear(name, client.peer.node, said.given)

    def _ask(self, client: Client, asked: Look | Give) -> Words | Gives:
        body = client.ask(DESK, msgspec.msgpack.encode(asked))
        try:
            return _TOLD.decode(body)
        except msgspec.DecodeError as error:
            raise Unreachable(
                f"{client.peer.node} says what nobody understands: {error}"
            ) from error

    def _with(self, node: str) -> list[str]:
        """Return the sums that run with a party."""
        with self._base.reads() as connection:
            every = tables.lives(connection, running=True)
        return [one.name for one in every if one.stage is Stage.RUNNING and node in one.began]

    def _words(self, partner: str) -> list[Word]:
        now = self._base.line.now()
        with self._base.reads() as connection:
            return [
                word
                for life in tables.lives(connection)
                if life.ended_at is None or now - life.ended_at < TOLD_FOR
                if partner in life.asked.plan.parties
                if (word := self._word(connection, partner, life)) is not None
            ]

    def _word(self, connection: Connection, partner: str, life: Life) -> Word | None:
        """Return what a partner is told of a sum; nothing of what one person alone wants."""
        own = life.origin == self._base.node
        if own and (not life.confirmed_by or not self._lets(connection, partner, life)):
            return None
        answer: Answer | None = None
        if life.stage in _IN:
            answer = "joined"
        elif life.stage is Stage.DECLINED:
            answer = "declined"
        return Word(
            name=life.name,
            proposal=life.proposal if own and life.stage is not Stage.DECLINED else None,
            answer=answer,
            parties=life.began if own else (),
            over=life.is_over,
        )

    def _lets(self, connection: Connection, partner: str, life: Life) -> bool:
        at, base = self._base.line.now(), self._base
        notice = life.asked.as_notice(base.node, at)
        shared = base.gate.ask(connection, notice, partner, base.node, at.date())
        return lets(shared, life.asked)

    def _may_have(self, partner: str, name: str) -> bool:
        try:
            life = self._base.life(name)
        except UnknownSum:
            return False
        if partner not in life.began:
            return False
        with self._base.reads() as connection:
            return self._lets(connection, partner, life)

    def _hear(self, node: str, word: Word) -> None:
        origin, _, session = word.name.partition("/")
        with self._base.reads() as connection:
            life = tables.life(connection, origin, session)
        if life is None:
            if word.proposal is not None and word.proposal.name == word.name and origin == node:
                self._invited(word)
            return
        if node not in life.asked.plan.parties:
            return
        if life.is_over:
            self._heard_over(life, node, word)
            return
        if word.answer is not None and life.answers.get(node) != word.answer:
            answer = word.answer
            self._base.do(
                life.name, lambda now, act: commands.answered(now, node, answer, act), node
            )
        if origin == node:
            self._follow(self._base.life(life.name), word)

    def _invited(self, word: Word) -> None:
        proposal = word.proposal
        assert proposal is not None  # noqa: S101 - asked before
        node = self._base.node
        if node not in proposal.plan.parties:
            return
        with self._base.reads() as connection:
            waiting = [
                one
                for one in tables.lives(connection, running=True)
                if one.origin == proposal.origin and one.stage is Stage.INVITED
            ]
        if len(waiting) >= MOST_OPEN:
            return
        bare = Life(origin=proposal.origin, session=proposal.plan.session)
        act = self._base.act(proposal.origin, 0)

        def make(connection: Connection) -> list[Draft]:
            if tables.life(connection, bare.origin, bare.session) is not None:
                return []
            return [Draft(event=commands.invite(bare, proposal, act))]

        self._base.queue.commit(make)

    def _follow(self, life: Life, word: Word) -> None:
        """Do as the origin says: begin, or leave it."""
        base, node = self._base, self._base.node
        if word.answer == "declined":
            self._fail(life, Why.ORIGIN_LEFT, f"{life.origin} does not go on with it")
        elif word.parties and life.stage is not Stage.RUNNING:
            if life.stage is not Stage.JOINED or node not in word.parties:
                self._fail(life, Why.BEGUN_WITHOUT, "it was begun before this port had joined")
                return
            try:
                self._running.begin(life, self._agreed(life, word.parties), base.node)
            except (commands.Refused, ValueError) as error:
                self._fail(life, why_of(error, Why.UNTRUE), str(error))

    def _agreed(self, life: Life, parties: tuple[str, ...]) -> tuple[str, ...]:
        strangers = set(parties) - set(life.asked.plan.parties)
        if strangers:
            raise ValueError(f"{', '.join(sorted(strangers))} were not of those asked")
        return tuple(sorted(parties))

    def _fail(self, life: Life, why: Why, reason: str) -> None:
        self._base.do(
            life.name, lambda now, act: commands.fail(now, why, reason, act), self._base.node
        )

    def _heard_over(self, life: Life, node: str, word: Word) -> None:
        """Keep nothing that was given once nobody needs it any more."""
        if life.stage is not Stage.FINISHED or not word.over:
            return
        over = self._over.setdefault(life.name, set())
        if node not in over:
            over.add(node)
            if over >= set(life.began) - {self._base.node}:
                self._running.forget(life.name)
