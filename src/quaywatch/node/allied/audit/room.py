"""Checkpoints of the own logs, what allies say of them, and what is cosigned for allies."""

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256
from threading import Lock

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import Connection, select

from quaywatch.alliance.line import Line
from quaywatch.alliance.transport import Client, Refusal, TurnedAway
from quaywatch.alliance.witness import (
    EVERY,
    NEEDED,
    Fork,
    Log,
    NotYet,
    Publisher,
    Refused,
    Witnessing,
    bundled,
    cover,
    schema,
)
from quaywatch.ledger import Ledger
from quaywatch.ledger.engine import for_writing
from quaywatch.ledger.tree import BadNote, Key, Witness, opened
from quaywatch.node.allied.audit.covering import cover_sharing
from quaywatch.node.allied.audit.facts import AUDIT_ALARM, AUDIT_SHOWN, AuditAlarm, AuditShown
from quaywatch.node.drafts import draft
from quaywatch.node.queue import Queue

DESK = "witness"
"""Name of the desk: its body is that of C2SP's add-checkpoint."""
LEDGER, SHARING = "ledger", "sharing"
_CONFLICT = 409


class Cosigned(msgspec.Struct, frozen=True, kw_only=True):
    """An ally has seen a checkpoint."""

    node: str
    at: datetime


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """How an own log stands."""

    name: str
    key: str
    """By which it is known, in hexadecimal: hand it over by another way."""
    entries: int
    size: int
    """Of the last checkpoint; 0 where there is none."""
    at: datetime | None
    cosigned: tuple[Cosigned, ...]
    witnessed: int
    """Size of the last checkpoint that enough allies have seen."""


class Seen(msgspec.Struct, frozen=True, kw_only=True):
    """How far this node has cosigned an ally's log."""

    origin: str
    size: int
    at: datetime


class Audit:
    """The witnessed logs of one node; safe to use from many threads."""

    def __init__(
        self,
        ledger: Ledger,
        queue: Queue,
        line: Line,
        key: Callable[[], Ed25519PrivateKey],
        secret: bytes,
        clock: Callable[[], datetime],
    ) -> None:
        """Take the key by which the logs are known, and the secret that salts follow from."""
        self._ledger, self._queue, self._line, self._now = ledger, queue, line, clock
        self._key = key()
        self._secret = secret
        self._turn = Lock()
        self._signed_at: datetime | None = None
        schema.create(ledger.engine)

    @property
    def _logs(self) -> dict[str, Log]:
        """The logs of this epoch: one that was restored from a backup cannot go on with its own."""
        epoch = self._line.memory.epoch
        return {
            part: Log(_name(self._line.node, part, epoch), self._secret)
            for part in (LEDGER, SHARING)
        }

    @property
    def sharing(self) -> Log:
        """The log of decisions on sharing, to be appended to in the transaction that sends."""
        return self._logs[SHARING]

    def sign(self) -> None:
        """Bring the logs up to what is written down and sign what they have become, each minute."""
        now = self._now()
        with self._turn:
            if self._signed_at is not None and now - self._signed_at < EVERY:
                return
            with self._writing() as connection:
                cover(connection, self._logs[LEDGER])
                cover_sharing(connection, self._logs[SHARING])
                for one in self._publishers():
                    one.checkpoint(connection, now)
            self._signed_at = now

    def errand(self, client: Client) -> None:
        """Have an ally cosign the last checkpoints that it has not seen; raises as `Client.ask`."""
        self.sign()
        for one in self._publishers():
            self._cosigned(client, one)

    def desk(self, partner: str, body: bytes) -> bytes:
        """Cosign an ally's checkpoint, if its log kept what it had; raises TurnedAway."""
        witnessing, refused = self._witnessing(partner), None
        line = ""
        with self._writing() as connection:
            before = len(witnessing.forks(connection))
            try:
                line = witnessing.add(connection, body, self._now())
            except Refused as why:
                refused = why
            forked = witnessing.forks(connection)[before:]
        for fork in forked:
            self._alarm(fork.origin, self._line.node, fork.what)
        if refused is not None:
            raise TurnedAway(refused.status, DESK, refused.body.strip()) from refused
        return line.encode()

    def cosigned_for(self, partner: str) -> list[str]:
        """Return the last checkpoint that was cosigned here of each of a partner's logs."""
        made = schema.seen.c
        query = select(made.note).where(made.origin.in_(self._names(partner))).order_by(made.origin)
        with self._ledger.engine.connect() as connection:
            return list(connection.scalars(query))

    def forgotten(self, notes: Sequence[str]) -> str:
        """Say which checkpoint that this node signed its logs do not bear out, if one."""
        with self._ledger.engine.connect() as connection:
            for one in self._publishers():
                for note in notes:
                    try:
                        shown = opened(note, one.key).checkpoint
                    except BadNote:
                        continue
                    tree = one.log.tree(connection)
                    if shown.size > len(tree) or tree.root(shown.size) != shown.root:
                        return f"{shown.origin} of {shown.size} entries; here are {len(tree)}"
        return ""

    def standings(self) -> list[Standing]:
        """Return how the own logs stand."""
        with self._ledger.engine.connect() as connection:
            return [_standing(connection, one) for one in self._publishers()]

    def seen(self) -> list[Seen]:
        """Return how far allies' logs were cosigned here."""
        made = schema.seen.c
        query = select(made.origin, made.size, made.at).order_by(made.origin)
        with self._ledger.engine.connect() as connection:
            rows = connection.execute(query).all()
        return [Seen(origin=row.origin, size=row.size, at=row.at) for row in rows]

    def forks(self) -> list[Fork]:
        """Return the proofs that are kept against allies' logs."""
        with self._ledger.engine.connect() as connection:
            return self._witnessing("").forks(connection)

    def proof(self, number: int, *, actor: str) -> bytes:
        """Return the file that shows one decision under the last checkpoint that covers it.

        Under one that enough allies have seen, where there is one. That it was taken is noted.
        Raises NotYet.
        """
        sharing = self.sharing.name
        publisher = next(one for one in self._publishers() if one.log.name == sharing)
        made: bytes | None = None
        with self._ledger.engine.connect() as connection:
            for least in range(NEEDED, -1, -1):
                note = publisher.latest(connection, least)
                if note is None or number < 1:
                    continue
                if opened(note, publisher.key).checkpoint.size >= number:
                    made = bundled(connection, publisher, [number - 1], least=least)
                    break
        if made is None:
            raise NotYet("no checkpoint covers this decision yet: one is signed each minute")
        said = AuditShown(log=publisher.log.name, number=number)
        key = f"{AUDIT_SHOWN}/{sha256(f'{actor}/{number}/{self._now()}'.encode()).hexdigest()}"
        self._queue.append(
            [draft(AUDIT_SHOWN, said, key=key, actor=actor, known_at=self._now())]
        ).result()
        return made

    def _cosigned(self, client: Client, publisher: Publisher) -> None:
        """Ask one ally about one log; where it knows another size, once more from there."""
        ally = client.peer.node
        known = self._known(publisher, ally)
        while known is not None:
            with self._ledger.engine.connect() as connection:
                note = publisher.latest(connection)
                size = 0 if note is None else opened(note, publisher.key).checkpoint.size
                body = None if known > size else publisher.request(connection, known)
            if known > size:
                self._alarm(publisher.log.name, ally, f"{ally} has seen {known} entries of it")
                return
            if body is None:
                return
            try:
                line = client.ask(DESK, body).decode()
            except Refusal as why:
                told = _size(why)
                if told is None or told == known:
                    self._alarm(publisher.log.name, ally, str(why))
                    raise
                known = told
                continue
            try:
                with self._writing() as connection:
                    publisher.add(connection, size, line)
            except BadNote as error:
                self._alarm(publisher.log.name, ally, f"no cosignature: {error}")
            return

    def _known(self, publisher: Publisher, ally: str) -> int | None:
        """Return the size that an ally has cosigned last; None where it has seen the last one."""
        made = schema.checkpoint
        query = select(made.c.size, made.c.note).where(made.c.log == publisher.log.name)
        with self._ledger.engine.connect() as connection:
            rows = connection.execute(query.order_by(made.c.size.desc()).limit(1000)).all()
        for at, row in enumerate(rows):
            if ally in opened(row.note, publisher.key, publisher.witnesses).witnessed:
                return None if at == 0 else row.size
        return 0 if rows else None

    def _publishers(self) -> list[Publisher]:
        witnesses = [
            Witness(peer.node, _public(key))
            for peer in self._line.peers.all()
            if not peer.closed and (key := self._first_key(peer.node)) is not None
        ]
        return [Publisher(log, self._key, witnesses) for log in self._logs.values()]

    def _witnessing(self, partner: str) -> Witnessing:
        key = self._first_key(partner) if partner else None
        names = self._names(partner) if key else []
        logs = {name: Key(name, _public(key)) for name in names if key}
        return Witnessing(self._line.node, self._key, logs)

    def _names(self, partner: str) -> list[str]:
        """Return what a partner's logs are called, in each of its epochs."""
        epochs = range(1, self._line.peers.get(partner).epoch + 1)
        return [_name(partner, part, epoch) for epoch in epochs for part in (LEDGER, SHARING)]

    def _first_key(self, node: str) -> bytes | None:
        """Return the key by which a node's logs are known: its first; none once it is revoked."""
        keys = self._line.peers.keys(node)
        return keys[0].public if keys and keys[0].revoked_at is None else None

    def _alarm(self, log: str, by: str, why: str) -> None:
        said = AuditAlarm(log=log, by=by, why=why)
        day = self._now().date().isoformat()
        key = f"{AUDIT_ALARM}/{sha256(f'{log}/{by}/{why}/{day}'.encode()).hexdigest()}"
        self._queue.append(
            [draft(AUDIT_ALARM, said, key=key, actor=by, known_at=self._now())]
        ).result()

    @contextmanager
    def _writing(self) -> Generator[Connection]:
        with for_writing(self._ledger.engine.connect()) as connection, connection.begin():
            yield connection


def _standing(connection: Connection, publisher: Publisher) -> Standing:
    note, enough = publisher.latest(connection), publisher.latest(connection, NEEDED)
    read = None if note is None else opened(note, publisher.key, publisher.witnesses)
    made, size = schema.checkpoint.c, 0 if read is None else read.checkpoint.size
    query = select(made.at).where(made.log == publisher.log.name, made.size == size)
    cosigned = {} if read is None else read.witnessed
    return Standing(
        name=publisher.log.name,
        key=publisher.key.public.public_bytes_raw().hex(),
        entries=publisher.log.size(connection),
        size=size,
        at=connection.scalar(query),
        cosigned=tuple(Cosigned(node=node, at=cosigned[node]) for node in sorted(cosigned)),
        witnessed=0 if enough is None else opened(enough, publisher.key).checkpoint.size,
    )


def _name(node: str, part: str, epoch: int) -> str:
    return f"{node}/{part}" if epoch == 1 else f"{node}/{part}/{epoch}"


def _size(why: Refusal) -> int | None:
    """Return the size that an ally says to know."""
    said = str(why)
    return int(said) if why.status == _CONFLICT and said.isascii() and said.isdigit() else None


def _public(key: bytes) -> Ed25519PublicKey:
    return Ed25519PublicKey.from_public_bytes(key)
