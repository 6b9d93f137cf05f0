"""Scans for partners: an `image` notice tells of one, and its bytes come when somebody looks."""

import secrets
from collections.abc import Callable
from datetime import datetime
from typing import TypeVar

import msgspec
from sqlalchemy import Connection

from quaywatch.alliance import Notice
from quaywatch.alliance.accords import Publication, Topic
from quaywatch.alliance.bodies import ScanImage
from quaywatch.alliance.line import Line
from quaywatch.alliance.sealing import (
    BadKey,
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
from quaywatch.alliance.transport import Client, TurnedAway
from quaywatch.alliance.witness import Log
from quaywatch.ledger import Ledger
from quaywatch.node.allied import reading, settled
from quaywatch.node.allied.audit.covering import cover_sharing, sent_of
from quaywatch.node.allied.facts import ALLY_READ, AllyLook
from quaywatch.node.allied.gate import Gate
from quaywatch.node.drafts import draft
from quaywatch.node.errors import NodeError

DESK = "scans"
WAY = "scan"
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
    ) -> None:
        """`original` returns the bytes of an own scan, by digest."""
        self._ledger, self._line, self._gate, self._log = ledger, line, gate, log
        self._now = clock
        self._key = PrivateKey.derived(secret, b"sealing")
        self._owner = Owner(line.node, secret, original)
        self._original = original
        self._recipient = Recipient(line.node, self._key)
        self._wanted: set[str] = set()
        create(ledger.engine)

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
            raise TurnedAway(403, "scan", str(why)) from why

    def want(self, name: str) -> None:
        """Fetch the scan that a notice tells of at the next occasion; raises NotHere."""
        with self._ledger.engine.connect() as connection:
            self._told(connection, name)
        self._wanted.add(name)

    def errand(self, client: Client) -> None:
        """Fetch what is wanted of a partner; let go of what its notices no longer tell of."""
        partner = client.peer.node
        for name in sorted(self._wanted):
            if name.partition("/")[0] == partner:
                self._fetch(client, name)
                self._wanted.discard(name)

    def state(self, name: str) -> str:
        """Say whether a scan is `away`, `coming` or `here`; empty where a notice tells of none."""
        with self._ledger.engine.connect() as connection:
            try:
                body = self._told(connection, name)[1]
            except NotHere:
                return ""
            try:
                missing = self._recipient.missing(connection, body.digest, Label.SCAN)
            except KeyError:
                missing = [0]
        if not missing:
            return "here"
        return "coming" if name in self._wanted else "away"

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
        """Delete the scans of notices that are held no more."""
        with self._ledger.transaction() as transaction:
            connection = transaction.connection
            for name in self._recipient.notices(connection):
                found = reading.standing(connection, name)
                if found is None or found.notice is None:
                    self._recipient.forget(connection, name)

    def _answer(self, connection: Connection, partner: str, said: Want | Piece) -> msgspec.Struct:
        notice, officer = self._published(connection, said.notice)
        shared = self._gate.ask(connection, notice, partner, self._line.node, self._now().date())
        if shared.notice is None or not isinstance(notice.body, ScanImage):
            raise NotGranted("there is no such scan for this partner")
        digest = notice.body.digest
        if isinstance(said, Piece):
            return Sealed(
                data=self._owner.piece(connection, partner, digest, Label.SCAN, said.number)
            )
        content = self._owner.offer(connection, self._original(digest), notice.reference)
        wrapped = self._owner.grant(connection, shared, PublicKey(said.public), self._now())
        self._line.record(connection, notice, [shared], WAY)
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

    def _fetch(self, client: Client, name: str) -> None:
        notice = name.partition("/")[2]
        want = Want(notice=notice, public=self._key.public.raw)
        granted = _ask(client, want, Granted)
        with self._ledger.transaction() as transaction:
            _, body = self._told(transaction.connection, name)
            if (granted.content.owner, granted.content.digest) != (client.peer.node, body.digest):
                raise NotHere("what was handed over is another scan")
            connection = transaction.connection
            self._recipient.expect(connection, granted.content, granted.wrapped, name)
            missing = self._recipient.missing(connection, body.digest, Label.SCAN)
        for number in missing:
            data = _ask(client, Piece(notice=notice, number=number), Sealed).data
            with self._ledger.transaction() as transaction:
                connection = transaction.connection
                self._recipient.take(connection, body.digest, Label.SCAN, number, data)


def _ask(client: Client, said: msgspec.Struct, kind: type[T]) -> T:
    return msgspec.msgpack.decode(client.ask(DESK, msgspec.msgpack.encode(said)), type=kind)
