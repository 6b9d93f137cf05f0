"""Scans for partners: an `image` notice tells of one, and its bytes come when somebody looks."""

import secrets
from collections.abc import Callable, Generator
from contextlib import contextmanager
from datetime import datetime
from typing import TypeVar

import msgspec
from sqlalchemy import Connection

from quaywatch.alliance import Notice
from quaywatch.alliance.accords import Publication, Topic
from quaywatch.alliance.bodies import ScanImage
from quaywatch.alliance.line import Going, Line
from quaywatch.alliance.line.rows import locked
from quaywatch.alliance.sealing import (
    BadKey,
    BadPiece,
    Content,
    Label,
    NotGranted,
    NotHere,
    Owner,
    PrivateKey,
    PublicKey,
    Recipient,
    Wrapped,
    create,
)
from quaywatch.alliance.transport import Client, Refusal, TurnedAway
from quaywatch.alliance.witness import Log
from quaywatch.ledger import Ledger
from quaywatch.node.allied import reading, settled
from quaywatch.node.allied.audit.covering import cover_sharing, sent_of
from quaywatch.node.allied.elsewhere import keeping
from quaywatch.node.allied.elsewhere.going import image_of
from quaywatch.node.allied.elsewhere.room import Elsewhere
from quaywatch.node.allied.facts import ALLY_READ, AllyLook
from quaywatch.node.allied.gate import Gate
from quaywatch.node.drafts import draft
from quaywatch.node.errors import NodeError
from quaywatch.node.queue import Queue
from quaywatch.node.requesting.room import Reading as Reads

DESK = "scans"
_REFUSED = "scan"
"""Fault by which a partner that may not have a scan is turned away."""
T = TypeVar("T")


class Want(msgspec.Struct, frozen=True, kw_only=True, tag="want"):
    """Asks for the key to what a notice tells of."""

    notice: str
    """Id of the notice."""
    public: bytes
    """To which the key is wrapped."""


class Piece(msgspec.Struct, frozen=True, kw_only=True, tag="piece"):
    """Asks for a sealed piece."""

    notice: str
    number: int


class Granted(msgspec.Struct, frozen=True, kw_only=True):
    """What there is, and its key."""

    content: Content
    wrapped: Wrapped


class Sealed(msgspec.Struct, frozen=True, kw_only=True):
    """A sealed piece."""

    data: bytes


_ASKED: msgspec.msgpack.Decoder[Want | Piece] = msgspec.msgpack.Decoder(Want | Piece)


class Pictures:
    """Scans of one node for its partners, and theirs for it; safe to use from many threads."""

    def __init__(
        self,
        ledger: Ledger,
        line: Line,
        gate: Gate,
        log: Log,
        secret: bytes,
        original: Callable[[str], bytes],
        clock: Callable[[], datetime],
        queue: Queue,
        reads: Reads,
    ) -> None:
        """`original` returns the bytes of an own scan, by digest."""
        self._ledger, self._line, self._gate, self._log = ledger, line, gate, log
        self._now, self._queue = clock, queue
        self._key = PrivateKey.derived(secret, b"sealing")
        self._owner = Owner(line.node, secret, original)
        self._original = original
        self._recipient = Recipient(line.node, self._key)
        create(ledger.engine)
        self.elsewhere = Elsewhere(line, self._recipient, queue, reads, clock)
        """What is made of partners' scans here."""

    def desk(self, partner: str, asked: bytes) -> bytes:
        """Answer a partner, after the policy was asked for the very notice; raises TurnedAway."""
        try:
            said = _ASKED.decode(asked)
        except msgspec.DecodeError as error:
            raise TurnedAway(400, "malformed", f"that is no question: {error}") from error
        try:
            with self._ledger.transaction() as transaction:
                return msgspec.msgpack.encode(self._answer(transaction.connection, partner, said))
        except (NotGranted, BadKey, IndexError, NodeError) as why:
            raise TurnedAway(403, _REFUSED, str(why)) from why

    def want(self, name: str, *, actor: str) -> None:
        """Fetch the scan that a notice tells of at the next occasion; raises NotHere."""
        with self._ledger.transaction() as transaction:
            self._told(transaction.connection, name)
            keeping.want(transaction.connection, name, actor, self._now())

    def errand(self, client: Client) -> None:
        """Fetch what is wanted of a partner; what it refuses is told, and not asked for again."""
        with self._ledger.engine.connect() as connection:
            wanted = keeping.wanted(connection, client.peer.node)
        for name in wanted:
            why = self._fetch(client, name)
            with self._ledger.transaction() as transaction:
                if why:
                    keeping.refuse(transaction.connection, name, why)
                else:
                    keeping.done(transaction.connection, name)
            if not why:
                self.elsewhere.take_in()
                self.elsewhere.came()

    def state(self, name: str) -> tuple[str, str]:
        """Say whether a scan is `away`, `coming`, `refused` or `here`, and why it was refused.

        Empty where a notice tells of none.
        """
        with self._ledger.engine.connect() as connection:
            try:
                body = self._told(connection, name)[1]
            except NotHere:
                return "", ""
            try:
                missing = self._recipient.missing(connection, body.digest, Label.SCAN)
            except KeyError:
                missing = [0]
            refused = keeping.refused(connection, name)
        if not missing:
            return "here", ""
        if refused is None:
            return "away", ""
        return ("refused", refused) if refused else ("coming", "")

    def opened(self, name: str, *, actor: str) -> bytes:
        """Return a scan for whoever looks; that they did is on the ledger. Raises NotHere."""
        with self._ledger.engine.connect() as connection:
            notice, body = self._told(connection, name)
            try:
                data = self._recipient.opened(connection, body.digest, Label.SCAN)
            except KeyError as error:
                raise NotHere("it was not fetched yet") from error
        look = AllyLook(name=name, version=notice.version)
        key = f"{ALLY_READ}/{secrets.token_hex(16)}"
        made = draft(ALLY_READ, look, key=key, actor=actor, known_at=self._now())
        self._ledger.append([made.event])
        return data

    def forget(self) -> None:
        """Delete the scans of notices that are held no more; read anew what another tells of."""
        with self._writing() as connection:
            self.elsewhere.forget(connection)
        if self.elsewhere.take_in():
            self.elsewhere.came()

    def _answer(self, connection: Connection, partner: str, said: Want | Piece) -> msgspec.Struct:
        notice, officer = self._published(connection, said.notice)
        shared = self._gate.ask(connection, notice, partner, self._line.node, self._now().date())
        if shared.notice is None or not isinstance(notice.body, ScanImage):
            raise NotGranted("there is no such scan for this partner")
        digest = notice.body.digest
        owner = self.elsewhere.owner_of(connection, digest)
        if owner not in ("", self._line.node):
            raise NotGranted(f"it is a scan of {owner}, which alone hands it on")
        if isinstance(said, Piece):
            return Sealed(
                data=self._owner.piece(connection, partner, digest, Label.SCAN, said.number)
            )
        content = self._owner.offer(connection, self._original(digest), notice.reference)
        wrapped = self._owner.grant(connection, shared, PublicKey(said.public), self._now())
        self._line.record(connection, notice, [shared], Going.SCAN)
        cover_sharing(connection, self._log, sent_of([(shared, officer)]))
        return Granted(content=content, wrapped=wrapped)

    def _published(self, connection: Connection, name: str) -> tuple[Notice, str]:
        life = settled.life(connection, Topic.NOTICE, name)
        made = None if life is None else life.in_force
        if life is None or not isinstance(made, Publication) or made.match_only:
            raise NotGranted("there is no such scan for this partner")
        return made.notice, life.confirmed_by

    def _told(self, connection: Connection, name: str) -> tuple[Notice, ScanImage]:
        found = reading.standing(connection, name)
        if found is None or found.notice is None or not isinstance(found.notice.body, ScanImage):
            raise NotHere("no notice here tells of such a scan")
        return found.notice, found.notice.body

    def _fetch(self, client: Client, name: str) -> str:
        """Fetch a scan; return why it cannot be had, empty where it is here."""
        notice = name.partition("/")[2]
        try:
            granted = _ask(client, Want(notice=notice, public=self._key.public.raw), Granted)
            digest, missing = self._expect(client.peer.node, name, granted)
            for number in missing:
                data = _ask(client, Piece(notice=notice, number=number), Sealed).data
                with self._writing() as connection:
                    self._recipient.take(connection, digest, Label.SCAN, number, data)
        except Refusal as refusal:
            if refusal.fault != _REFUSED:
                raise
            return str(refusal)
        except (NotHere, BadKey, BadPiece) as bad:
            return str(bad)
        except KeyError:
            return "it was taken back meanwhile"
        return ""

    def _expect(self, partner: str, name: str, granted: Granted) -> tuple[str, list[int]]:
        """Make ready for what was granted; return its digest and the pieces that are missing."""
        content = granted.content
        with self._writing() as connection:
            image = image_of(connection, name)
            if image is None:
                raise NotHere("no notice here tells of such a scan")
            if (content.owner, content.digest) != (partner, image.digest):
                raise NotHere("what was handed over is another scan")
            self._recipient.expect(connection, content, granted.wrapped, name)
            return image.digest, self._recipient.missing(connection, image.digest, Label.SCAN)

    @contextmanager
    def _writing(self) -> Generator[Connection]:
        """Write while nothing that the line holds goes."""
        with self._line.transaction() as connection:
            locked(connection)
            yield connection


def _ask(client: Client, said: msgspec.Struct, kind: type[T]) -> T:
    return msgspec.msgpack.decode(client.ask(DESK, msgspec.msgpack.encode(said)), type=kind)
