"""Partners without a node of ours: what each reads over TAXII, and by which key it is known.

They see what this authority published itself, through the one gate, decided when they ask. What
others wrote goes on by the line alone, where its originator's signature goes with it. Where their
agreement lets them, they write into an inbox of their own.

A page is made from a snapshot, and nobody who writes waits for it. Before it goes, what it tells is
recorded in a short transaction, which sees that all that let it go still stands; where something
was decided meanwhile, the page is made anew.
"""

import ssl
from collections.abc import Callable, Generator, Iterable, Sequence
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256

import msgspec
from sqlalchemy import Connection

from quaywatch.alliance import Notice
from quaywatch.alliance.accords import Agreement, Life, Publication, Stage, Topic
from quaywatch.alliance.bodies import Withdrawal
from quaywatch.alliance.line import Going, Line
from quaywatch.alliance.misp import Exported, exported
from quaywatch.alliance.policy import Shared
from quaywatch.alliance.taxii import keys
from quaywatch.alliance.taxii.book import Key
from quaywatch.alliance.taxii.server import Answer
from quaywatch.alliance.taxii.shapes import INBOX
from quaywatch.alliance.taxii.shelf import Shelf
from quaywatch.alliance.taxii.shelved import Shelved
from quaywatch.ledger import Ledger
from quaywatch.node.allied import settled
from quaywatch.node.allied.bringing.desk import Desk
from quaywatch.node.allied.gate import Gate
from quaywatch.node.requesting.room import Reading

_AT_ONCE = 200
"""Notices that are listed while others wait."""
_TRIES = 5
"""Pages that are made from snapshots before one is made while others wait."""


class _Behind(Exception):  # noqa: N818 - what is wrong with the list, not with the program
    """A list that is read is not up to date; names its collection."""


class Outsiders:
    """Lets partners in over TAXII; safe to use from many threads."""

    def __init__(
        self,
        ledger: Ledger,
        reads: Reading,
        gate: Gate,
        line: Callable[[], Line],
        clock: Callable[[], datetime],
    ) -> None:
        self._ledger, self._reads, self._gate, self._line = ledger, reads, gate, line
        self._now = clock

    def now(self) -> datetime:
        """Return the instant of an answer."""
        return self._now()

    def partner(self, authorization: str, certificate: str) -> str | None:
        """Return the partner whose key this is, where an agreement with it is in force.

        Without a key the certificate counts that the connection proved to hold (its SHA-256), if it
        is the very one that two people agreed to. Nobody is let in while this node knows less than
        its allies.
        """
        with self._reads() as connection:
            agreements = settled.agreements(connection)
            found = (
                keys.known_by(connection, authorization)
                if authorization
                else _shown_by(agreements.values(), certificate)
            )
            if found is None or found not in agreements:
                return None
            if self._line().memory.behind:
                return None
        return found

    def new_key(self, partner: str) -> str:
        """Make a key for a partner with an agreement in force, and return it: it is shown once.

        Raises:
            ValueError: there is no such agreement.

        """
        with self._ledger.transaction() as transaction:
            if partner not in settled.agreements(transaction.connection):
                raise ValueError(f"no agreement with {partner} is in force")
            return keys.new_key(transaction.connection, partner, self._now())

    def close(self, partner: str) -> int:
        """Let no key of a partner in any more; return how many did."""
        with self._ledger.transaction() as transaction:
            return keys.close(transaction.connection, partner)

    def event(self, name: str, partner: str) -> Exported:
        """Return what a partner may have of a publication as an event of MISP; it is recorded.

        It is made from a snapshot, so that nobody who writes waits for it.

        Raises:
            ValueError: nothing is published under this id, or the policy lets nothing of it go.

        """
        for _ in range(_TRIES):
            with self._snapshot() as connection:
                visitor = self._visitor(connection, partner)
                made = exported(visitor.one(name))
                rested = visitor.rested_on(connection)
            if self._recorded(visitor, rested, Going.MISP):
                return made
        with self._ledger.transaction() as transaction:
            visitor = self._visitor(transaction.connection, partner, writes=True)
            made = exported(visitor.one(name))
            visitor.record(transaction.connection, Going.MISP)
        return made

    def read(self, partner: str, ask: Callable[["Visitor"], Answer]) -> Answer:
        """Let a partner read, from a snapshot; what it is told is on record when this returns."""
        for _ in range(_TRIES):
            try:
                with self._snapshot() as connection:
                    visitor = self._visitor(connection, partner)
                    answer = ask(visitor)
                    rested = visitor.rested_on(connection)
            except _Behind as behind:
                self._list(partner, str(behind))
                continue
            if self._recorded(visitor, rested):
                return answer
        with self.visit(partner) as visitor:
            return ask(visitor)

    @contextmanager
    def visit(self, partner: str) -> Generator["Visitor"]:
        """Open what a partner finds, for one request and in one transaction that may write."""
        with self._ledger.transaction() as transaction:
            visitor = self._visitor(transaction.connection, partner, writes=True)
            yield visitor
            visitor.record(transaction.connection)
            emptied = visitor.desk is not None and visitor.desk.write()
        if emptied:
            self._line().scrub()

    @contextmanager
    def _snapshot(self) -> Generator[Connection]:
        with self._ledger.engine.connect() as connection:
            if connection.dialect.name == "postgresql":
                connection.execution_options(isolation_level="REPEATABLE READ")
            yield connection

    def _visitor(self, connection: Connection, partner: str, *, writes: bool = False) -> "Visitor":
        return Visitor(connection, partner, self._gate, self._line(), self._now(), writes=writes)

    def _list(self, partner: str, collection: str) -> None:
        done = False
        while not done:
            with self._ledger.transaction() as transaction:
                visitor = self._visitor(transaction.connection, partner, writes=True)
                done = visitor.listed(collection, _AT_ONCE)

    def _recorded(
        self, visitor: "Visitor", rested: dict[str, bytes], way: Going = Going.TAXII
    ) -> bool:
        """Record what goes, unless something that let it go has changed."""
        if not visitor.told:
            return True
        with self._ledger.transaction() as transaction:
            connection = transaction.connection
            if self._now().date() != visitor.today or visitor.rested_on(connection) != rested:
                return False
            visitor.record(connection, way)
        return True


class Visitor:
    """What one partner finds here, for the length of one request."""

    def __init__(
        self,
        connection: Connection,
        partner: str,
        gate: Gate,
        line: Line,
        now: datetime,
        *,
        writes: bool,
    ) -> None:
        self._connection, self._name, self._gate, self._line = connection, partner, gate, line
        self._now, self.today, self._writes = now, now.date(), writes
        self._published = _Published(connection)
        agreement = settled.agreements(connection).get(partner)
        may_write = agreement is not None and agreement.brings is not None
        self.desk = Desk(connection, line.node, agreement, now) if agreement and may_write else None
        """Where it writes; None where no agreement lets it."""
        self._decided: dict[Key, Shared] = {}
        self.told: list[Notice] = []
        """What goes, in the copies of nobody: each is recorded before it does."""

    def shelf(self, collection: str) -> Shelf:
        """Return what is published, through the gate; raises _Behind."""
        shelf = self._shelf(collection)
        if self._writes:
            while not shelf.refresh(self._now):
                pass
        elif shelf.behind:
            raise _Behind(collection)
        return shelf

    def listed(self, collection: str, most: int) -> bool:
        """List some of what is new; say whether that is all."""
        return self._shelf(collection).refresh(self._now, most)

    def rested_on(self, connection: Connection) -> dict[str, bytes]:
        """Return what lets go what is told, as it stands: agreement, policy, publications."""
        told = [(Topic.NOTICE, one.id) for one in self.told]
        return settled.records(
            connection, [(Topic.PARTNER, self._name), (Topic.POLICY, "sharing"), *told]
        )

    def record(self, connection: Connection, way: Going = Going.TAXII) -> None:
        """Record what goes, each with the decision that lets it."""
        for notice in self.told:
            shared = self._decided[notice.origin, notice.id]
            self._line.record(connection, notice, [shared], way)

    def one(self, name: str) -> Notice:
        """Return what this partner may have of a publication now; raises ValueError."""
        key = self._line.node, name
        notice = self._published.notice(key)
        if notice is None or not self._published.is_open(key):
            raise ValueError(f"nothing is published under {name!r}")
        copy = self._copy(notice)
        if copy is None:
            raise ValueError(f"the policy lets nothing of it go to {self._name}")
        self._went(key)
        return copy

    def _shelf(self, collection: str) -> Shelf:
        if collection == INBOX and self.desk is not None:
            return self.desk.shelf()
        book = Shelved(self._connection, self._name, collection)
        return Shelf(book, self._published, self._copy, self._terms(), self._went)

    def _copy(self, notice: Notice) -> Notice | None:
        key = notice.origin, notice.id
        if not self._published.is_open(key):
            return None
        shared = self._gate.ask(self._connection, notice, self._name, self._line.node, self.today)
        self._decided[key] = shared
        return shared.notice

    def _went(self, key: Key) -> None:
        notice = self._published.notice(key)
        if notice is not None and not notice.withdrawn:
            self.told.append(notice)

    def _terms(self) -> str:
        """Name all that decides what this partner sees."""
        agreement = settled.agreements(self._connection).get(self._name)
        said = (
            msgspec.json.encode(agreement, order="deterministic"),
            self._gate.policy(self._connection).digest.encode(),
            str(self.today).encode(),
            self._published.digest.encode(),
        )
        return sha256(b"\n".join(said)).hexdigest()


class _Published:
    """This authority's own publications, by name; what changed shows in the digest of them all."""

    def __init__(self, connection: Connection) -> None:
        lives = settled.lives(connection, Topic.NOTICE)
        told = [(life, notice) for life in lives if (notice := _told(life)) is not None]
        self._found: dict[Key, Notice] = {(one.origin, one.id): one for _, one in told}
        self._open = {
            (one.origin, one.id)
            for life, one in told
            if life.in_force is not None or life.stage is Stage.ENDED
        }
        every = [(life.name, life.version) for life in lives]
        self.digest = sha256(msgspec.json.encode(every)).hexdigest()

    def is_open(self, key: Key) -> bool:
        """Say whether it is in force, or over and to be told so."""
        return key in self._open

    def after(self, sequence: int, limit: int) -> Sequence[tuple[int, Notice]]:
        """Return the publications after a number, each with its own."""
        every = [*enumerate(self._found.values(), 1)]
        return every[sequence : sequence + limit]

    def notice(self, key: Key) -> Notice | None:
        """Return one at its last version."""
        return self._found.get(key)


def _told(life: Life) -> Notice | None:
    """Return a publication as it was last in force, or its withdrawal; None before it ever was."""
    last = life.last_in_force
    if not isinstance(last, Publication) or life.stage is not Stage.ENDED:
        return last.notice if isinstance(last, Publication) else None
    entry = life.history[-1]
    return msgspec.structs.replace(
        last.notice,
        version=last.notice.version + 1,
        made_at=max(entry.at, last.notice.made_at),
        body=Withdrawal(of=last.notice.kind, reason=entry.fact.reason or ""),
        correction="",
    )


def _shown_by(agreements: Iterable[Agreement], certificate: str) -> str | None:
    """Return whose a certificate is by the agreements; None where that is nobody, or not one."""
    if not certificate:
        return None
    found = [one.node for one in agreements if _fingerprint(one.certificate) == certificate]
    return found[0] if len(found) == 1 else None


def _fingerprint(pem: str) -> str:
    """Return the SHA-256 of a certificate in hexadecimal; empty where it is none."""
    try:
        return sha256(ssl.PEM_cert_to_DER_cert(pem.strip() + "\n")).hexdigest()
    except ValueError:
        return ""
