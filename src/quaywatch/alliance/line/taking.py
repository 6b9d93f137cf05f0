"""Taking a batch: signed, the next one, whole or not at all; then each payload by itself."""

from collections.abc import Callable, Iterable
from datetime import datetime

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey
from sqlalchemy import Connection, insert, select, update

from quaywatch.alliance.exchange import (
    BadBatch,
    Batch,
    Fault,
    Header,
    Item,
    KeyChange,
    OriginProof,
    Published,
    Recall,
    Receipt,
    check_origin,
    encoded,
    opened,
)
from quaywatch.alliance.exchange.batch import unsigned_header
from quaywatch.alliance.exchange.items import decoded, notice_in
from quaywatch.alliance.line import quarantine, sending
from quaywatch.alliance.line.holding import Standing
from quaywatch.alliance.line.passing import proven
from quaywatch.alliance.line.peers import UnknownPeer, change_key, keys_of, peer_of
from quaywatch.alliance.line.rows import Head, day
from quaywatch.alliance.line.sending import Slip
from quaywatch.alliance.line.sheet import NEVER, Key, Sheet
from quaywatch.alliance.line.told import Admit, Gone, Peer, Refused, Taken
from quaywatch.alliance.notice import Notice
from quaywatch.ledger.line import line_peer, line_receipt, line_taken

_UNREADABLE = (msgspec.DecodeError, ValueError, RecursionError)
Send = Callable[[str, list[Slip]], object]
"""Appends slips to the log of a recipient, in the same transaction."""


class _Refusal(ValueError):  # noqa: N818 - the operator's word
    def __init__(self, fault: Fault, reason: str) -> None:
        super().__init__(reason)
        self.fault = fault


def examined(connection: Connection, node: str, batch: Batch) -> tuple[Peer, Header] | None:
    """Return sender and header of a batch that is the next one; None where it was taken before.

    Raises:
        BadBatch: it is not for here, not signed, not the next one, or tells another story.

    """
    said = unsigned_header(batch.header)
    try:
        peer = peer_of(connection, said.sender)
    except UnknownPeer as error:
        raise BadBatch(Fault.SENDER, str(error)) from error
    if said.recipient != node:
        raise BadBatch(Fault.RECIPIENT, f"it is for {said.recipient}")
    if said.number <= peer.taken:
        _the_same(connection, said, batch, peer.epoch)
        return None
    header = _opened(connection, said, batch)
    if header.epoch < peer.epoch:
        raise BadBatch(Fault.EPOCH, f"{said.sender} is in epoch {peer.epoch} since")
    if header.number != peer.taken + 1:
        raise BadBatch(Fault.GAP, f"batch {peer.taken + 1} is missing before {header.number}")
    if header.previous != peer.taken_digest:
        raise BadBatch(Fault.CHAIN, f"batch {header.number} does not follow the one taken")
    return peer, header


def _the_same(connection: Connection, said: Header, batch: Batch, epoch: int) -> None:
    before = connection.scalar(
        select(line_taken.c.digest).where(
            line_taken.c.sender == said.sender, line_taken.c.number == said.number
        )
    )
    if before != batch.digest:
        if _opened(connection, said, batch).epoch < epoch:
            raise BadBatch(Fault.EPOCH, f"{said.sender} is in epoch {epoch} since")
        raise BadBatch(Fault.FORK, f"another batch {said.number} was taken before")


def _opened(connection: Connection, said: Header, batch: Batch) -> Header:
    for key in keys_of(connection, said.sender):
        until = key.until_batch
        if key.since_batch <= said.number and (until is None or said.number <= until):
            found = opened(batch, Ed25519PublicKey.from_public_bytes(key.public))
            if key.revoked_at is not None:
                raise BadBatch(Fault.REVOKED, f"its key was revoked on {key.revoked_at:%Y-%m-%d}")
            return found
    raise BadBatch(Fault.SIGNATURE, f"no key of {said.sender} holds for batch {said.number}")


class Taking:
    """One batch being taken, in the caller's transaction and turn."""

    def __init__(
        self,
        connection: Connection,
        node: str,
        head: Head,
        batch: Batch,
        body: bytes,
        peer: Peer,
        header: Header,
        at: datetime,
        admit: Admit,
        send: Send,
    ) -> None:
        self._connection, self._node, self._head, self._at = connection, node, head, at
        self._batch, self._body, self._peer, self._header = batch, body, peer, header
        self._admit, self._send = admit, send
        self._today = at.date()
        self._ends = NEVER
        self._onward: list[tuple[Key, int]] = []
        self._receipts: list[tuple[int, Receipt]] = []
        self.told = Taken(number=self._header.number)

    def run(self) -> list[int]:
        """Take it; return the arrivals of what has to be deleted in the same transaction."""
        read = self._read()
        concerned = _concerned(read)
        self._sheet = Sheet(self._connection, concerned, self._head.arrivals, self._at)
        for place, item, notice in read:
            try:
                if isinstance(item, Published):
                    assert notice is not None  # noqa: S101 - read with it
                    self._published(place, item, notice)
                else:
                    self._other(place, item)
            except _Refusal as refusal:
                self._refuse(place, refusal.fault, str(refusal))
            except _UNREADABLE as error:
                self._refuse(place, Fault.UNREADABLE, str(error))
        first, self._head.arrivals = self._head.arrivals + 1, self._sheet.last
        self._store(first)
        self._sheet.put()
        self._answer()
        return self._sheet.ended

    def _read(self) -> list[tuple[int, Item, Notice | None]]:
        read: list[tuple[int, Item, Notice | None]] = []
        gone = self._batch.gone
        for place, payload in enumerate(self._batch.payloads):
            if not payload and place in gone:
                continue
            try:
                item = decoded(payload)
                read.append((place, item, notice_in(item) if isinstance(item, Published) else None))
            except _UNREADABLE as error:
                self._refuse(place, Fault.UNREADABLE, f"{error or type(error).__name__}")
        return read

    def _refuse(self, place: int, fault: Fault, reason: str) -> None:
        payload = self._batch.payloads[place]
        self.told.refused.append(Refused(place=place, payload=payload, reason=reason, fault=fault))
        quarantine.keep(
            self._connection,
            self._head,
            sender=self._header.sender,
            batch=self._header.number,
            place=place,
            fault=fault,
            reason=reason,
            data=payload,
            at=self._at,
        )

    def _other(self, place: int, item: KeyChange | Receipt | Recall) -> None:
        match item:
            case KeyChange():
                if self._header.count > 1:
                    raise ValueError("a change of key goes alone")
                change_key(self._connection, self._header.sender, item.public, self._header.number)
            case Receipt():
                self._receipt(place, item)
            case Recall():
                if item.origin != self._header.sender:
                    raise _Refusal(
                        Fault.NOT_THEIRS,
                        f"{self._header.sender} cannot recall what {item.origin} wrote",
                    )
                self._recalled(place, (item.origin, item.id))

    def _published(self, place: int, item: Published, notice: Notice) -> None:
        sender, origin = self._header.sender, notice.origin
        if origin != sender:
            self._at_third_hand(notice, item)
        key = origin, notice.id
        before = self._sheet.get(key)
        if before is not None and before.unsigned:
            before = None
        if notice.withdrawn:
            version = self._sheet.gone(key, Gone.WITHDRAWN, sender, self._header.number, place)
            self.told.gone.append(self._gone(key, version))
            self._onward.append((key, place))
            return
        if before is not None and not _follows(before, notice, by_origin=origin == sender):
            return
        if self._peer.closed:
            raise _Refusal(Fault.CLOSED, f"the line of {sender} is closed")
        why_not = self._admit(notice, sender, self._today)
        if why_not is not None:
            raise _Refusal(Fault.NOT_ALLOWED, why_not)
        ends = day(notice.handling.retain_until)
        self._ends = min(self._ends, ends)
        self._sheet.arrived(key, notice.version, sender, self._header.number, place, ends)
        self.told.notices += 1

    def _at_third_hand(self, notice: Notice, item: Published) -> None:
        origin = notice.origin
        if origin == self._node:
            raise _Refusal(Fault.NOT_THEIRS, "it was written here")
        if item.proof is None:
            raise _Refusal(Fault.ORIGIN, f"nothing proves that {origin} wrote it")
        first = encoded(msgspec.structs.replace(item, proof=None))
        header = self._signed_by(origin, first, item.proof)
        if header.sender != origin:
            raise _Refusal(Fault.ORIGIN, f"it was sent by {header.sender}, not by {origin}")
        if not notice.withdrawn and not notice.handling.onward:
            raise _Refusal(Fault.NOT_ALLOWED, f"{origin} did not allow it to be passed on")

    def _signed_by(self, node: str, payload: bytes, proof: OriginProof) -> Header:
        keys = [key for key in keys_of(self._connection, node) if key.revoked_at is None]
        if not keys:
            raise _Refusal(Fault.ORIGIN, f"no key of {node} is known")
        why: BadBatch | None = None
        for key in keys:
            public = Ed25519PublicKey.from_public_bytes(key.public)
            try:
                return check_origin(payload, proof, public)
            except BadBatch as error:
                why = why if why and why.fault is not Fault.SIGNATURE else error
        raise _Refusal(Fault.ORIGIN, str(why))

    def _recalled(self, place: int, key: Key) -> None:
        before = self._sheet.get(key)
        version = before.version if before else 0
        if before is None or before.gone is not Gone.WITHDRAWN:
            self._sheet.gone(key, Gone.RECALLED, self._header.sender, self._header.number, place)
            sending.take_out(self._connection, *key)
        self.told.gone.append(self._gone(key, version))

    def _require_holders_word(self, item: Receipt) -> None:
        """Refuse a receipt for somebody else's copy that its holder did not sign for the sender.

        Of a holder of whom no key is known here it is the sender's word alone: nothing was sent
        there from here.
        """
        holder, sender = item.holder, self._header.sender
        if holder in ("", sender):
            return
        if holder == self._node:
            raise _Refusal(Fault.NOT_THEIRS, "what is deleted here is said here")
        if item.proof is None:
            raise _Refusal(Fault.ORIGIN, f"nothing proves that {holder} deleted it")
        if keys_of(self._connection, holder):
            first = encoded(msgspec.structs.replace(item, holder="", proof=None))
            header = self._signed_by(holder, first, item.proof)
            if (header.sender, header.recipient) != (holder, sender):
                raise _Refusal(Fault.ORIGIN, f"{holder} did not say so to {sender}")

    def _receipt(self, place: int, item: Receipt) -> None:
        self._require_holders_word(item)
        self.told.receipts.append(item)
        self._receipts.append((place, item))
        holder = item.holder or self._header.sender
        here = line_receipt.c
        mine = (here.holder == holder) & (here.origin == item.origin) & (here.id == item.id)
        connection = self._connection
        connection.execute(line_receipt.delete().where(mine))
        connection.execute(
            insert(line_receipt).values(
                holder=holder,
                origin=item.origin,
                id=item.id,
                version=item.version,
                deleted_at=item.deleted_at,
                sender=self._header.sender,
                batch=self._header.number,
                place=place,
                payload=self._batch.payloads[place],
            )
        )

    def _gone(self, key: Key, version: int) -> Receipt:
        return Receipt(origin=key[0], id=key[1], version=version, deleted_at=self._at)

    def _store(self, first: int) -> None:
        header = self._header
        connection = self._connection
        connection.execute(
            insert(line_taken).values(
                sender=header.sender,
                number=header.number,
                digest=self._batch.digest,
                body=self._body,
                taken_at=self._at,
                first_arrival=first,
                last_arrival=self._head.arrivals,
                ends_on=self._ends,
            )
        )
        connection.execute(
            update(line_peer)
            .where(line_peer.c.node == header.sender)
            .values(taken=header.number, taken_digest=self._batch.digest, epoch=header.epoch)
        )

    def _answer(self) -> None:
        """Say what is gone to who told it, and pass withdrawals on to whoever had it from here."""
        going: dict[str, list[Slip]] = {}
        if self.told.gone:
            going[self._header.sender] = sending.slips(self.told.gone)
        for key, place in self._onward:
            sending.take_out(self._connection, *key)
            recipients = sending.recipients_of(self._connection, *key)
            for recipient in recipients:
                if recipient not in (self._header.sender, key[0]):
                    going.setdefault(recipient, []).append(self._withdrawal(place))
        for place, item in self._receipts:
            self._pass_receipt_on(place, item, going)
        for recipient in sorted(going):
            self._send(recipient, going[recipient])

    def _withdrawal(self, place: int) -> Slip:
        item = decoded(self._batch.payloads[place])
        assert isinstance(item, Published)  # noqa: S101 - withdrawals are
        if item.proof is None:
            proof = proven(self._connection, self._header.sender, self._header.number, place)
            item = msgspec.structs.replace(item, proof=proof)
        return Slip(payload=encoded(item))

    def _pass_receipt_on(self, place: int, item: Receipt, going: dict[str, list[Slip]]) -> None:
        if item.origin in (self._node, self._header.sender) or item.proof is not None:
            return
        if not keys_of(self._connection, item.origin):
            return
        proof = proven(self._connection, self._header.sender, self._header.number, place)
        told = msgspec.structs.replace(item, holder=self._header.sender, proof=proof)
        going.setdefault(item.origin, []).extend(sending.slips([told]))


def _concerned(read: Iterable[tuple[int, Item, Notice | None]]) -> dict[str, list[str]]:
    """Return the ids of what a batch is about, by origin."""
    found: dict[str, list[str]] = {}
    for _, item, notice in read:
        about = notice or (item if isinstance(item, Recall) else None)
        if about is not None:
            found.setdefault(about.origin, []).append(about.id)
    return found


def _follows(before: Standing, notice: Notice, *, by_origin: bool) -> bool:
    """Say whether what came takes the place of what is held."""
    if before.gone is Gone.RECALLED:
        return by_origin and notice.version >= before.version
    if before.gone is Gone.ENDED:
        return by_origin and notice.version > before.version
    return before.gone is None and notice.version > before.version
