"""The side that has something: tells partners of it and hands it over, if the policy allows it."""

import secrets
from collections.abc import Callable
from datetime import timedelta
from hashlib import sha256

import msgspec
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from sqlalchemy import Connection, select

from quaywatch.alliance import Handling, Notice, known_by
from quaywatch.alliance.accords import Life, Package, Topic
from quaywatch.alliance.bodies import RiskInformation
from quaywatch.alliance.line import Going, Line
from quaywatch.alliance.packages import MOST_BYTES, BadPackage, Header, Signed, receipt, sign
from quaywatch.alliance.packages.package import Kind
from quaywatch.alliance.packages.wire import Asked, Content, Fetch, Gone, Listed, Listing
from quaywatch.alliance.policy import Shared
from quaywatch.alliance.transport import TurnedAway
from quaywatch.alliance.witness import Log
from quaywatch.ledger import Ledger
from quaywatch.ledger.line import line_egress
from quaywatch.node.allied import settled
from quaywatch.node.allied.audit.covering import cover_sharing, sent_of
from quaywatch.node.allied.gate import Gate
from quaywatch.node.allied.packages.contents import Contents
from quaywatch.node.allied.packages.facts import PACKAGE, PackageStep
from quaywatch.node.clock import Clock
from quaywatch.node.drafts import draft

Signing = Callable[[], Ed25519PrivateKey]
_ASKED: msgspec.msgpack.Decoder[Listing | Fetch | Gone] = msgspec.msgpack.Decoder(Asked)


class Offering:
    """Answers at the desk for packages."""

    def __init__(
        self,
        ledger: Ledger,
        line: Line,
        gate: Gate,
        log: Log,
        key: Signing,
        contents: Contents,
        clock: Clock,
    ) -> None:
        """`key` returns what the line signs with, `contents` what packages hold."""
        self._ledger, self._line, self._gate, self._log = ledger, line, gate, log
        self.key, self.contents, self._now = key, contents, clock

    def __call__(self, partner: str, asked: bytes) -> bytes:
        """Answer a partner; raises TurnedAway."""
        try:
            said = _ASKED.decode(asked)
        except msgspec.DecodeError as error:
            raise TurnedAway(400, "malformed", f"that is no question: {error}") from error
        if isinstance(said, Listing):
            return msgspec.msgpack.encode(Listed(packages=tuple(self._listed(partner))))
        if isinstance(said, Gone):
            self._deleted(partner, said)
            return msgspec.msgpack.encode(Listed(packages=()))
        return msgspec.msgpack.encode(Content(data=self._fetched(partner, said)))

    def _deleted(self, partner: str, said: Gone) -> None:
        """Keep receipts of a partner for what it was handed; raises TurnedAway."""
        keys = believed(self._line, partner)
        node, now = self._line.node, self._now()
        with self._ledger.transaction() as transaction:
            for signed in said.receipts:
                try:
                    one = receipt.checked(signed, node, partner, keys)
                except BadPackage as error:
                    raise TurnedAway(400, "receipt", str(error)) from error
                if not self._handed(transaction.connection, one):
                    raise _nothing()
                if receipt.keep(transaction.connection, signed, one):
                    what = PackageStep(
                        package=f"{node}/{one.name}/{one.version}", digest=one.digest, what="gone"
                    )
                    key = f"{PACKAGE}/{secrets.token_hex(16)}"
                    made = draft(PACKAGE, what, key=key, actor=partner, known_at=now)
                    transaction.append([made.event])

    def _handed(self, connection: Connection, one: receipt.Deleted) -> bool:
        """Say whether a partner was ever handed a package."""
        id_ = known_by(self._line.node, f"package/{one.name}")
        here = line_egress.c
        query = select(here.number).where(
            here.partner == one.holder,
            here.origin == self._line.node,
            here.id == id_,
            here.version == one.version,
            here.way == Going.PACKAGE.value,
            here.allowed,
        )
        return connection.execute(query).first() is not None

    def _listed(self, partner: str) -> list[Signed]:
        key = self.key()
        with self._ledger.engine.connect() as connection:
            return [
                sign(self._header(one), key)
                for one in self._offers(connection)
                if self._ask(connection, one, partner).notice is not None
            ]

    def _fetched(self, partner: str, said: Fetch) -> bytes:
        """Decide, write the decision down and hand it over, in one transaction."""
        with self._ledger.transaction() as transaction:
            connection = transaction.connection
            for life in settled.lives(connection, Topic.PACKAGE):
                one = life.in_force
                if not isinstance(one, Package) or (one.name, one.version) != _key_of(said):
                    continue
                shared = self._ask(connection, one, partner)
                if shared.notice is not None:
                    return self._goes(connection, life, one, shared)
        raise _nothing()

    def _goes(self, connection: Connection, life: Life, one: Package, shared: Shared) -> bytes:
        try:
            data = self.contents.of(one)
        except BadPackage as error:
            raise _nothing() from error
        notice = as_notice(one, self._line.node)
        self._line.record(connection, notice, [shared], Going.PACKAGE)
        cover_sharing(connection, self._log, sent_of([(shared, life.confirmed_by)]))
        return data

    def _offers(self, connection: Connection) -> list[Package]:
        found = (life.in_force for life in settled.lives(connection, Topic.PACKAGE))
        return [one for one in found if isinstance(one, Package)]

    def _ask(self, connection: Connection, one: Package, partner: str) -> Shared:
        notice = as_notice(one, self._line.node)
        today = self._now().date()
        return self._gate.ask(connection, notice, partner, self._line.node, today)

    def _header(self, one: Package) -> Header:
        return Header(
            origin=self._line.node,
            name=one.name,
            version=one.version,
            kind=Kind(one.kind),
            title=one.title,
            card=one.card,
            made_at=one.made_at,
            digest=one.digest,
            size=one.size,
            purposes=one.handling.purposes,
            retain_until=one.handling.retain_until,
        )


def as_notice(one: Package, node: str) -> Notice:
    """Return a package as the policy sees it: a risk and what is proposed against it."""
    return Notice(
        origin=node,
        id=known_by(node, f"package/{one.name}"),
        version=one.version,
        created_at=one.made_at,
        made_at=one.made_at,
        handling=one.handling,
        correction="" if one.version == 1 else "a further version",
        body=RiskInformation(
            title=one.title,
            risk=one.card,
            measures=f"{one.kind} {one.digest}",
            from_on=one.made_at.date(),
            until_on=max(one.handling.retain_until, one.made_at.date() + timedelta(days=1)),
        ),
    )


def packed(data: bytes) -> tuple[str, int]:
    """Return digest and size of a content; raises BadPackage where it is too large."""
    if not 0 < len(data) <= MOST_BYTES:
        raise BadPackage(f"a package has at most {MOST_BYTES} bytes")
    return sha256(data).hexdigest(), len(data)


def offered(
    name: str,
    version: int,
    kind: str,
    of: str,
    data: bytes,
    texts: tuple[str, str],
    handling: Handling,
    clock: Clock,
    inputs: str,
) -> Package:
    """Return what is put forward; `texts` are title and card."""
    digest, size = packed(data)
    said = {
        "topic": "package",
        "name": name,
        "version": version,
        "kind": kind,
        "of": of,
        "title": texts[0],
        "card": texts[1],
        "handling": handling,
        "made_at": clock(),
        "digest": digest,
        "size": size,
        "inputs": inputs,
    }
    made = msgspec.convert(msgspec.to_builtins(said), Package)
    return msgspec.structs.replace(made, content=data) if kind == "profile" else made


def believed(line: Line, node: str) -> list[Ed25519PublicKey]:
    """Return the keys with which a peer signs what is no batch."""
    return [
        Ed25519PublicKey.from_public_bytes(one.public)
        for one in line.peers.keys(node)
        if one.revoked_at is None
    ]


def _nothing() -> TurnedAway:
    return TurnedAway(404, "nothing", "there is no such package for this partner")


def _key_of(said: Fetch) -> tuple[str, int]:
    return said.name, said.version
