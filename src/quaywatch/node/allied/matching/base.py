"""What both sides of a match in the node share: the tables, the line, the clock, the ledger."""

import secrets
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from quaywatch.alliance.accords import Terms
from quaywatch.alliance.line import Line
from quaywatch.alliance.matching import Store
from quaywatch.ledger import Ledger
from quaywatch.node.allied.gate import Gate
from quaywatch.node.allied.matching.terms import terms
from quaywatch.node.drafts import Draft, draft
from quaywatch.node.queue import Queue

SYSTEM = ""
"""Who acts where nobody does."""


class Base:
    """Made once for a node that has a name among others."""

    def __init__(
        self,
        ledger: Ledger,
        queue: Queue,
        reading: Callable[[], AbstractContextManager[Connection]],
        line: Line,
        gate: Gate,
        signing: Callable[[], Ed25519PrivateKey],
        seed: bytes,
        clock: Callable[[], datetime],
    ) -> None:
        self.ledger, self.queue, self.reading = ledger, queue, reading
        self.line, self.gate, self.signing, self.seed, self.now = line, gate, signing, seed, clock
        self.store = Store(ledger.engine)

    @property
    def node(self) -> str:
        """The node's own name."""
        return self.line.node

    def terms(self, partner: str) -> Terms | None:
        """Return the terms in force with a partner."""
        with self.reading() as connection:
            return terms(connection, partner, self.now().date())

    def note(self, kind: str, payload: msgspec.Struct, actor: str = SYSTEM, key: str = "") -> None:
        """Write an event; returns when it is on disk. With a key it is written once."""
        self.queue.append([self.drafted(kind, payload, actor, key)]).result()

    def decide(
        self, work: Callable[[Connection], Sequence[tuple[str, msgspec.Struct]]], actor: str
    ) -> None:
        """Change what is kept and write the events of it, together or not at all."""
        with self.ledger.transaction() as transaction:
            made = work(transaction.connection)
            transaction.append([self.drafted(kind, said, actor).event for kind, said in made])

    def drafted(self, kind: str, payload: msgspec.Struct, actor: str, key: str = "") -> Draft:
        """Return an event that is about to be appended."""
        key = key or f"{kind}/{secrets.token_hex(16)}"
        return draft(kind, payload, key=key, actor=actor, known_at=self.now())
