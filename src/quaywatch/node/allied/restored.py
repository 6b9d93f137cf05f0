"""This node after a backup was put back: what allies remember of it, and how it goes on."""

import secrets
from collections.abc import Callable, Collection, Generator, Mapping
from contextlib import ExitStack, closing, contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Connection

from quaywatch.alliance.exchange import BadBatch, Fault
from quaywatch.alliance.line import (
    Line,
    NotAnew,
    Question,
    Recollection,
    Recovered,
    Remembered,
    Told,
    UnknownPeer,
)
from quaywatch.alliance.transport.desks import Desk, TurnedAway
from quaywatch.ledger import Event
from quaywatch.ledger.acts import Act
from quaywatch.ledger.reading import read
from quaywatch.node.allied import resuming
from quaywatch.node.allied.audit.facts import AUDIT_ALARM, AuditAlarm
from quaywatch.node.allied.audit.room import Audit
from quaywatch.node.drafts import Draft, draft
from quaywatch.node.queue import Queue
from quaywatch.node.requesting.room import Reading

if TYPE_CHECKING:
    from quaywatch.alliance.transport import Client

DESK = "memory"
RESUMED = "line.resumed"
"""The node goes on from a backup."""
_EVERY = timedelta(minutes=1)
_QUESTIONS = msgspec.msgpack.Decoder(Question)
_ANSWERS = msgspec.msgpack.Decoder(Remembered)


class Resumed(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `RESUMED`: the node goes on from a backup."""

    epoch: int
    why: str
    """By what it knew."""
    batches: dict[str, int]
    """That came back, by ally."""
    notices: tuple[str, ...]
    """Ids of own notices that allies were sent since the backup."""
    withdrawn: tuple[str, ...]
    without: tuple[str, ...]
    """Allies that could not be asked."""


class Restored:
    """Answers allies about themselves, and asks them about this node."""

    def __init__(self, queue: Queue, reads: Reading, line: Line, audit: Audit) -> None:
        self._queue, self._reads, self._line, self._audit = queue, reads, line, audit
        self._asked: dict[str, datetime] = {}

    def desk(self, partner: str, body: bytes) -> bytes:
        """Tell an ally what is known of it, and let it go on from a backup; raises TurnedAway."""
        try:
            question = _QUESTIONS.decode(body)
            if question.anew is not None:
                self._line.memory.begin(partner, question.anew)
                why = f"{partner} was restored from a backup: epoch {question.anew.epoch}"
                said = AuditAlarm(log=f"{partner}/line", by=self._line.node, why=why)
                self._note(AUDIT_ALARM, said, partner)
            found = self._line.memory.of(partner, question.after)
        except (msgspec.DecodeError, NotAnew, UnknownPeer) as error:
            raise TurnedAway(400, DESK, str(error)) from error
        return msgspec.msgpack.encode(
            msgspec.structs.replace(found, checkpoints=self._audit.cosigned_for(partner))
        )

    def errand(self, client: "Client") -> None:
        """Ask an ally now and then what it remembers, and stop where that is more.

        Raises as `Client.ask`.
        """
        node, now = client.peer.node, self._line.now()
        before = self._asked.get(node)
        if before is None or now - before >= _EVERY:
            self.look(client)
            self._asked[node] = now

    def look(self, client: "Client") -> str:
        """Ask an ally what it remembers; return why this node stops, if it does."""
        node, memory = client.peer.node, self._line.memory
        told = self._ask(client, Question(after=self._line.peers.get(node).sent))
        if not memory.follows(node, told.taken, told.last):
            # What it took last, as proof: only this node can have signed it.
            shown = self._ask(client, Question(after=max(0, told.taken - 1)))
            if why := memory.compare(node, shown):
                return why
        if why := self._audit.forgotten(told.checkpoints):
            memory.stop(f"{node} shows {why}")
        return why

    @property
    def life(self) -> resuming.Life:
        """What was proposed of going on, and by whom."""
        with self._reads() as connection:
            return _life(connection)

    def propose(self, without: Collection[str], *, actor: str, seen: int) -> resuming.Life:
        """Propose that the node goes on, without allies that cannot be asked.

        Raises `resuming.Refused` where somebody else was quicker.
        """
        why = self._line.memory.behind
        fact = resuming.Fact(without=tuple(sorted(without)), why=why)
        return self._do(actor, seen, lambda life, act: resuming.propose(life, fact, act))

    def decline(self, reason: str, *, actor: str, seen: int) -> resuming.Life:
        """Do not go on, and say why; raises `resuming.Refused`."""
        return self._do(actor, seen, lambda life, act: resuming.decline(life, reason, act))

    def resume(self, clients: "Mapping[str, Client]", *, actor: str, seen: int) -> Resumed:
        """Do what another person proposed: take back what allies were sent, in a new epoch.

        Every ally asked takes nothing more that was made before. What an ally was sent that could
        not be asked stays unknown; nothing goes there before it was.

        Raises:
            resuming.Refused: nobody proposed it, or this is the same person.
            Unreachable, Refusal: an ally does not answer; nothing has changed here.
            BadBatch: what one gives back is not what this node signed.
            ValueError: a key that allies were told of is lost.

        """
        act = Act(actor=actor, at=self._line.now(), seen=seen)
        done, agreed = resuming.done(self.life, act)
        memory = self._line.memory
        why = memory.behind
        known = {node: self._ask(client, Question(after=0)) for node, client in clients.items()}
        epoch = 1 + max([memory.epoch, *(one.epoch for one in known.values())])
        told = {node: self._whole(client, known[node], epoch) for node, client in clients.items()}
        recovered = memory.restored(told, epoch)
        said = _resumed(epoch, why, recovered, agreed.without)
        self._queue.append([self._noted(RESUMED, said, actor), Draft(event=done)]).result()
        return said

    def _do(
        self, actor: str, seen: int, command: Callable[[resuming.Life, Act], Event]
    ) -> resuming.Life:
        act = Act(actor=actor, at=self._line.now(), seen=seen)
        self._queue.commit(lambda connection: [Draft(event=command(_life(connection), act))])
        return self.life

    def _whole(self, client: "Client", known: Remembered, epoch: int) -> Told:
        """Return all that an ally took behind the last batch that both know."""
        node, memory = client.peer.node, self._line.memory
        after, step = min(self._line.peers.get(node).sent, known.taken), 1
        while after and not memory.follows(
            node, after, self._ask(client, Question(after=after)).at
        ):
            after, step = max(0, after - step), 2 * step
        anew = memory.announcement(node, epoch)
        found = self._ask(client, Question(after=after, anew=anew))
        bodies = list(found.bodies)
        while found.bodies and after + len(bodies) < found.taken:
            found = self._ask(client, Question(after=after + len(bodies)))
            bodies += found.bodies
        return after, bodies

    def _ask(self, client: "Client", question: Question) -> Remembered:
        answer = client.ask(DESK, msgspec.msgpack.encode(question))
        try:
            return _ANSWERS.decode(answer)
        except msgspec.DecodeError as error:
            raise BadBatch(Fault.UNREADABLE, f"{client.peer.node}: {error}") from error

    def _note(self, kind: str, said: msgspec.Struct, actor: str) -> None:
        self._queue.append([self._noted(kind, said, actor)]).result()

    def _noted(self, kind: str, said: msgspec.Struct, actor: str) -> Draft:
        key = f"{kind}/{secrets.token_hex(16)}"
        return draft(kind, said, key=key, actor=actor, known_at=self._line.now())


def _life(connection: Connection) -> resuming.Life:
    life = resuming.Life()
    for one in read(connection, 0, 10_000, None, resuming.STREAM):
        life = life.apply(one)
    return life


def _resumed(
    epoch: int, why: str, recovered: Mapping[str, Recovered], without: Collection[str]
) -> Resumed:
    every = recovered.values()
    return Resumed(
        epoch=epoch,
        why=why,
        batches={node: one.batches for node, one in sorted(recovered.items())},
        notices=tuple(sorted({notice.id for one in every for notice in one.notices})),
        withdrawn=tuple(sorted({id_ for one in every for id_ in one.withdrawn})),
        without=tuple(sorted(without)),
    )


@contextmanager
def calling(line: Line, folder: Path, without: Collection[str]) -> "Generator[dict[str, Client]]":
    """Call every ally but some; raises ValueError where one has no address."""
    from quaywatch.alliance.transport import Client, certificate_at

    certificate, key, _ = certificate_at(line.node, folder)
    every = [one for one in line.peers.all() if not one.closed and one.node not in without]
    if unheard := [one.node for one in every if not one.address]:
        raise ValueError(f"no address: {', '.join(unheard)}; go on without it, or give it one")
    with ExitStack() as stack:
        yield {
            one.node: stack.enter_context(closing(Client(one, certificate, key))) for one in every
        }


def while_whole(memory: Recollection, desk: Desk) -> Desk:
    """Answer at a desk only while this node knows what its allies do of it."""

    def answer(partner: str, body: bytes) -> bytes:
        if memory.behind:
            raise TurnedAway(503, "behind", "this node is being restored: try later")
        return desk(partner, body)

    return answer
