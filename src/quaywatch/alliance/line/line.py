"""The front door of the line."""

from collections.abc import Callable, Iterable, Sequence
from contextlib import AbstractContextManager
from datetime import datetime

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection, Engine, select, update

from quaywatch.alliance.exchange import BadBatch, Batch, Fault, OriginProof
from quaywatch.alliance.exchange.batch import unsigned_header
from quaywatch.alliance.line import (
    holding,
    passing,
    publishing,
    quarantine,
    sending,
    taking,
    withdrawing,
)
from quaywatch.alliance.line.admitting import for_node
from quaywatch.alliance.line.packing import packed, unpacked
from quaywatch.alliance.line.peers import Peers
from quaywatch.alliance.line.recollecting import Recollection
from quaywatch.alliance.line.ring import Ring
from quaywatch.alliance.line.rows import Behind, Head, epoch_to_send, locked, moved, writing
from quaywatch.alliance.line.sending import Slip
from quaywatch.alliance.line.sheet import delete
from quaywatch.alliance.line.told import (
    Admit,
    Arrival,
    Egress,
    Going,
    Held,
    Offer,
    Quarantined,
    Sent,
    Taken,
)
from quaywatch.alliance.notice import Notice
from quaywatch.alliance.policy import Shared
from quaywatch.ledger.engine import BUSY_TIMEOUT_MS
from quaywatch.ledger.line import line_egress, line_peer, line_receipt

_SCRUB_MS = 250
"""How long overwriting waits for those who read what was before."""


class Line:
    """One node's line to all its peers, on the node's own database.

    What is written takes a `Connection` where it has to happen with something else: give it that of
    a `ledger.Transaction`, or of `transaction()`. One writer at a time; readers wait for nobody.

    Args:
        engine: of the node's database (`Ledger.engine`).
        node: the node's name among the others.
        key: what it signs with, or all its keys.
        clock: its time; nothing is ever ordered by it.
        admit: what may be held here; by default what is meant for the node and is not over.

    """

    def __init__(
        self,
        engine: Engine,
        node: str,
        key: Ed25519PrivateKey | Ring,
        clock: Callable[[], datetime],
        *,
        admit: Admit | None = None,
    ) -> None:
        self.engine, self.node, self.now = engine, node, clock
        self.peers = Peers(engine)
        """Who is at the other ends."""
        self._ring = Ring([key]) if isinstance(key, Ed25519PrivateKey) else key
        self.memory = Recollection(engine, node, self._ring, clock)
        """What peers remember of this node, and it of them: for one restored from a backup."""
        self._admit = admit or for_node(node)
        self.on_gone: Callable[[Connection], None] = lambda _: None
        """Called where notices of others go, in the same transaction: what was fetched for them,
        or made of it, goes before a receipt says so."""
        # A process before this one may have ended between deleting and overwriting.
        self._unscrubbed = engine.dialect.name == "sqlite"

    def transaction(self) -> AbstractContextManager[Connection]:
        """Write what belongs together; on disk when it ends well."""
        return writing(self.engine)

    def publish(self, connection: Connection, offers: Sequence[Offer]) -> Sent:
        """Send what the policy allowed, and record every decision, allowed or not, with it.

        Own notices go as the policy's copies; those of others go on as they came, and only whole.
        Nothing goes to a partner that is no peer or is closed: `Sent.withheld` says so.

        Raises:
            Withdrawn: a notice was taken back, or its originator recalled it from here.
            ValueError: an offer is a withdrawal, or a copy is of another notice.

        """
        now = self.now()
        return publishing.publish(connection, self.node, offers, self._key(connection, now), now)

    def record(
        self, connection: Connection, notice: Notice, decided: Iterable[Shared], way: Going
    ) -> None:
        """Record decisions on a notice that goes by another way than the line.

        Raises as `publish` does: nothing that was taken back goes by any way.
        """
        publishing.record(connection, notice, decided, way, self.now())

    def withdraw(
        self, connection: Connection, withdrawal: Notice, words: Sequence[Shared] = ()
    ) -> list[str]:
        """Take an own notice back: from the commit on no copy goes to anybody.

        Why is told to those peers to whom a decision in `words` lets it go as it is; each of these
        decisions is recorded. Others get the withdrawal without words. Returns the peers that were
        sent it: each is told, and answers with a receipt. Call `scrub` after the commit. Raises
        ValueError where it is no withdrawal of an own notice.
        """
        now = self.now()
        return withdrawing.withdraw(
            connection, self.node, withdrawal, words, self._key(connection, now), now
        )

    def recall(self, connection: Connection, recipient: str, id_: str, reason: str) -> bool:
        """Have one peer delete an own notice, which it may be sent again later.

        For an audience that became narrower or an agreement that ended. Returns whether the peer
        was ever sent it.
        """
        now = self.now()
        key = self._key(connection, now)
        return withdrawing.recall(connection, self.node, recipient, id_, reason, key, now)

    def rotate(self, connection: Connection, key: Ed25519PrivateKey) -> None:
        """Sign with another key from now on; every peer is told in a batch that the old one signs.

        Keep the new key where the ring finds it before the commit.
        """
        now = self.now()
        public = key.public_key().public_bytes_raw()
        withdrawing.announce(connection, self.node, public, self._key(connection, now), now)
        self._ring.change(connection, key, now)

    def take(self, batch: Batch) -> Taken:
        """Take a batch in, whole or not at all; on disk when it returns.

        What of it cannot be taken is in quarantine, and what came with it goes on.

        Raises:
            BadBatch: it is not for here, not signed, not the next one, or tells another story. It
                is in quarantine, unless one before it is missing.

        """
        return self._take_all([(batch, packed(batch))])[0]

    def receive(self, sender: str, bodies: Sequence[bytes]) -> list[Taken]:
        """Take what travelled in, in one transaction, up to the first batch that is refused.

        `sender` is whose connection brought it. On disk when it returns.

        Raises:
            BadBatch: the first is refused, as `take` does, or is no batch at all.

        """
        read: list[tuple[Batch, bytes]] = []
        bad: BadBatch | None = None
        for body in bodies:
            try:
                read.append((_from(sender, body), body))
            except BadBatch as error:
                self._refuse(sender, body, error)
                bad = error
                break
        if not read and bad is not None:
            raise bad
        return self._take_all(read)

    def _take_all(self, batches: Sequence[tuple[Batch, bytes]]) -> list[Taken]:
        taken: list[Taken] = []
        ended: list[int] = []
        refused: BadBatch | None = None
        with writing(self.engine) as connection:
            head = locked(connection)
            _require_whole(connection)
            for batch, body in batches:
                try:
                    told, gone = self._take(connection, head, batch, body)
                except BadBatch as error:
                    refused = error
                    self._keep(connection, head, batch, body, error)
                    break
                taken.append(told)
                ended += gone
            if ended:
                delete(connection, ended)
                self.on_gone(connection)
            moved(connection, head)
        if ended:
            self.scrub()
        if refused is not None and not taken:
            raise refused
        return taken

    def _refuse(self, sender: str, data: bytes, error: BadBatch) -> None:
        with writing(self.engine) as connection:
            head = locked(connection)
            quarantine.require_room(connection, sender)
            quarantine.keep(
                connection,
                head,
                sender=sender,
                batch=0,
                place=quarantine.WHOLE,
                fault=error.fault,
                reason=str(error),
                data=data,
                at=self.now(),
            )
            moved(connection, head)

    def after(
        self, recipient: str, number: int, *, limit: int = 64, most_bytes: int = 8 * 2**20
    ) -> list[bytes]:
        """Return the batches to a recipient behind a number, as they travel (zstd, MessagePack)."""
        with self.engine.connect() as connection:
            return sending.after(connection, recipient, number, limit, most_bytes)

    def acknowledged(self, recipient: str, number: int) -> None:
        """Remember that a recipient says it has taken everything up to a number."""
        here = line_peer.c
        mine = (here.node == recipient) & (here.acknowledged < number) & (here.sent >= number)
        with self.engine.connect() as connection:
            if connection.scalar(select(here.node).where(mine)) is None:
                return
        with writing(self.engine) as connection:
            connection.execute(update(line_peer).where(mine).values(acknowledged=number))

    def arrivals(self, after: int = 0, limit: int = 1000) -> list[Arrival]:
        """Return what happened to notices here behind a number, in order.

        Keep the last number in the transaction that keeps what you made of it.
        """
        with self.engine.connect() as connection:
            return holding.arrivals(connection, after, limit)

    def held(self, origin: str, id_: str) -> Held | None:
        """Return a notice of another node as it is held here, or its tombstone."""
        with self.engine.connect() as connection:
            return holding.held(connection, origin, id_)

    def proof(self, origin: str, id_: str) -> OriginProof | None:
        """Return the originator's signature over a notice that is held; None where none is."""
        with self.engine.connect() as connection:
            return passing.proof(connection, origin, id_)

    def quarantined(self, after: int = 0, limit: int = 100) -> list[Quarantined]:
        """Return what was refused and waits for a person."""
        with self.engine.connect() as connection:
            return quarantine.waiting(connection, after, limit)

    def settle(self, number: int) -> bool:
        """Delete from quarantine what somebody has looked at; say whether it was there."""
        with writing(self.engine) as connection:
            return quarantine.settle(connection, number)

    def receipts(self, id_: str, origin: str | None = None) -> dict[str, datetime]:
        """Return who has deleted a withdrawn or recalled notice, and when, by their receipts."""
        here = line_receipt.c
        query = select(here.holder, here.deleted_at).where(
            here.origin == (origin or self.node), here.id == id_
        )
        with self.engine.connect() as connection:
            return {row.holder: row.deleted_at for row in connection.execute(query)}

    def egress(self, after: int = 0, limit: int = 1000) -> list[Egress]:
        """Return the decisions behind a number, in order."""
        here = line_egress.c
        query = select(line_egress).where(here.number > after).order_by(here.number).limit(limit)
        with self.engine.connect() as connection:
            return [Egress(**row) for row in connection.execute(query).mappings()]

    def end(self, *, most: int = 100) -> int:
        """Delete what has to be deleted by today; returns how many notices ended.

        At most `most` batches at a time, so that others get their turn: call it until it is 0.
        """
        now = self.now()
        with writing(self.engine) as connection:
            ended = withdrawing.end(connection, self.node, now.date(), now, most)
            if ended:
                self.on_gone(connection)
        if ended or self._unscrubbed:
            self.scrub()
        return ended

    def scrub(self) -> bool:
        """Overwrite what SQLite still keeps of deleted bytes in its log; say whether that is done.

        Whoever writes waits meanwhile, so where somebody still reads what was before, it is put off
        to the next `scrub` or `end`. Does nothing on PostgreSQL, whose vacuum and log archive need
        the administrator's care.
        """
        if self.engine.dialect.name == "sqlite":
            with self.engine.connect() as connection:
                connection.exec_driver_sql(f"PRAGMA busy_timeout = {_SCRUB_MS}")
                try:
                    checkpoint = connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
                    self._unscrubbed = bool(checkpoint.scalar_one())
                finally:
                    connection.exec_driver_sql(f"PRAGMA busy_timeout = {BUSY_TIMEOUT_MS}")
        return not self._unscrubbed

    def _take(
        self, connection: Connection, head: Head, batch: Batch, body: bytes
    ) -> tuple[Taken, list[int]]:
        found = taking.examined(connection, self.node, batch)
        if found is None:
            return Taken(again=True, number=unsigned_header(batch.header).number), []
        peer, header = found
        quarantine.require_room(connection, header.sender)
        now = self.now()

        def send(recipient: str, slips: list[Slip]) -> None:
            key = self._key(connection, now)
            sending.append(connection, self.node, recipient, slips, key, now)

        each = taking.Taking(
            connection, self.node, head, batch, body, peer, header, now, self._admit, send
        )
        gone = each.run()
        return each.told, gone

    def _keep(
        self, connection: Connection, head: Head, batch: Batch, body: bytes, error: BadBatch
    ) -> None:
        if error.fault in (Fault.GAP, Fault.FULL):
            return
        try:
            said = unsigned_header(batch.header)
            sender, number = said.sender, said.number
        except BadBatch:
            sender, number = "", 0
        quarantine.keep(
            connection,
            head,
            sender=sender,
            batch=number,
            place=quarantine.WHOLE,
            fault=error.fault,
            reason=str(error),
            data=body,
            at=self.now(),
        )

    def _key(self, connection: Connection, now: datetime) -> Ed25519PrivateKey:
        return self._ring.in_force(connection, now)


def _require_whole(connection: Connection) -> None:
    """Raise BadBatch where this node knows less than its allies: what it takes it would answer."""
    try:
        epoch_to_send(connection)
    except Behind as why:
        raise BadBatch(Fault.BEHIND, str(why)) from why


def _from(sender: str, body: bytes) -> Batch:
    """Return the batch in a body that a sender's connection brought; raises BadBatch."""
    batch = unpacked(body)
    said = unsigned_header(batch.header)
    if said.sender != sender:
        raise BadBatch(Fault.SENDER, f"{sender} brought a batch of {said.sender}")
    return batch
