"""Partners without a node of ours: what each reads over TAXII, and by which key it is known.

They see what this authority published itself, through the one gate, decided when they ask. What
others wrote goes on by the line alone, where its originator's signature goes with it.
"""

from collections.abc import Callable, Generator, Sequence
from contextlib import contextmanager
from datetime import datetime
from hashlib import sha256

import msgspec
from sqlalchemy import Connection

from quaywatch.alliance import Notice
from quaywatch.alliance.accords import Life, Publication, Stage, Topic
from quaywatch.alliance.bodies import Withdrawal
from quaywatch.alliance.line import Line
from quaywatch.alliance.misp import Exported, exported
from quaywatch.alliance.policy import Shared
from quaywatch.alliance.taxii import keys
from quaywatch.alliance.taxii.book import Key
from quaywatch.alliance.taxii.shelf import Shelf
from quaywatch.alliance.taxii.shelved import Shelved
from quaywatch.ledger import Ledger
from quaywatch.node.allied import settled
from quaywatch.node.allied.gate import Gate
from quaywatch.node.requesting.room import Reading

WAY = "taxii"
"""How the record of decisions names what goes by here."""


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
        """Return the partner whose key this is, where an agreement with it is in force."""
        with self._reads() as connection:
            found = keys.known_by(connection, authorization)
            if found is None or found not in settled.agreements(connection):
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

        Raises:
            ValueError: nothing is published under this id, or the policy lets nothing of it go.

        """
        line, now = self._line(), self._now()
        with self._ledger.transaction() as transaction:
            connection = transaction.connection
            published = _Published(connection)
            key = line.node, name
            notice = published.notice(key)
            if notice is None or not published.is_open(key):
                raise ValueError(f"nothing is published under {name!r}")
            shared = self._gate.ask(connection, notice, partner, line.node, now.date())
            if shared.notice is None:
                raise ValueError(f"the policy lets nothing of it go to {partner}")
            if not notice.withdrawn:
                line.record(connection, notice, [shared], "misp")
            return exported(shared.notice)

    @contextmanager
    def visit(self, partner: str) -> Generator["Visitor"]:
        """Open what a partner finds, for one request and in one transaction."""
        with self._ledger.transaction() as transaction:
            yield Visitor(transaction.connection, partner, self._gate, self._line(), self._now())


class Visitor:
    """What one partner finds here, for the length of one request."""

    desk = None
    """What came in this way would bear nobody's signature: partners write by line or by file."""

    def __init__(
        self, connection: Connection, partner: str, gate: Gate, line: Line, now: datetime
    ) -> None:
        self._connection, self._name, self._gate, self._line = connection, partner, gate, line
        self._today = now.date()
        self._published = _Published(connection)
        self._decided: dict[Key, Shared] = {}

    def shelf(self, collection: str) -> Shelf:
        """Return what is published, through the gate."""
        book = Shelved(self._connection, self._name, collection)
        return Shelf(book, self._published, self._copy, self._terms(), self._went)

    def _copy(self, notice: Notice) -> Notice | None:
        key = notice.origin, notice.id
        if not self._published.is_open(key):
            return None
        shared = self._gate.ask(self._connection, notice, self._name, self._line.node, self._today)
        self._decided[key] = shared
        return shared.notice

    def _went(self, key: Key) -> None:
        """Record what goes, with the decision that lets it, before it does."""
        notice = self._published.notice(key)
        if notice is not None and not notice.withdrawn:
            self._line.record(self._connection, notice, [self._decided[key]], WAY)

    def _terms(self) -> str:
        """Name all that decides what this partner sees."""
        agreement = settled.agreements(self._connection).get(self._name)
        said = (
            msgspec.json.encode(agreement, order="deterministic"),
            self._gate.policy(self._connection).digest.encode(),
            str(self._today).encode(),
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
