"""Packages of others: fetched into quarantine, tried on the own data, taken over by a person."""

import secrets
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

import msgspec
from sqlalchemy import Connection

from quaywatch.alliance.line import Line
from quaywatch.alliance.packages import (
    DESK,
    BadPackage,
    Content,
    Fetch,
    Gone,
    Header,
    Held,
    Listed,
    Listing,
    NoPackage,
    Signed,
    State,
    checked,
    held,
    keep,
    known,
    lacking,
    receipt,
    schema,
    step,
    waiting,
)
from quaywatch.alliance.transport import Client
from quaywatch.ledger import Event, Ledger
from quaywatch.node.allied.packages.facts import PACKAGE, PackageStep
from quaywatch.node.allied.packages.offering import Offering, believed
from quaywatch.node.drafts import draft

if TYPE_CHECKING:
    from quaywatch.node.allied.packages.trying import Bench

EVERY = timedelta(minutes=10)
"""How often a partner is asked what it offers."""


class Packages:
    """Packages at one node; safe to use from many threads."""

    def __init__(
        self,
        ledger: Ledger,
        line: Line,
        offering: Offering,
        bench: "Bench",
        clock: Callable[[], datetime],
    ) -> None:
        self._ledger, self._line, self._key, self._now = ledger, line, offering.key, clock
        self.desk, self.contents, self.bench = offering, offering.contents, bench
        self._asked_at: dict[str, datetime] = {}
        schema.create(ledger.engine)

    def all(self) -> list[Held]:
        """Return the packages that came, newest first."""
        with self._ledger.engine.connect() as connection:
            return held(connection)

    def receipts(self) -> dict[tuple[str, int], dict[str, datetime]]:
        """Return when partners deleted packages of this node, by name and version."""
        with self._ledger.engine.connect() as connection:
            return receipt.kept(connection)

    def tick(self) -> None:
        """Delete what waits and whose time is over, whether its origin can be reached or not."""
        today = self._now().date()
        with self._ledger.engine.connect() as connection:
            over = [one for one in waiting(connection) if one.header.retain_until < today]
        for one in over:
            self._let_go(one, self._line.node)

    def errand(self, client: Client) -> None:
        """Fetch what a partner offers that is new, and say what was deleted.

        Raises as `Client.ask`, and BadPackage, once all else is done, where something that it
        offers is none, or of a kind that is not known here.
        """
        self.tick()
        wrong = self._look(client)
        self._tell(client)
        if wrong is not None:
            raise wrong

    def _look(self, client: Client) -> BadPackage | None:
        """Ask what is offered, once in a while; return what was wrong with the first that is none.

        That holds up no other.
        """
        partner, now = client.peer.node, self._now()
        last = self._asked_at.get(partner)
        if last is not None and timedelta() <= now - last < EVERY:
            return None
        said = client.ask(DESK, msgspec.msgpack.encode(Listing()))
        listed = msgspec.msgpack.decode(said, type=Listed).packages
        keys = believed(self._line, partner)
        offered: set[tuple[str, int]] = set()
        wrong: BadPackage | None = None
        for signed in listed:
            try:
                header = checked(signed, partner, keys)
                offered.add((header.name, header.version))
                self._take(client, signed, header)
            except BadPackage as error:
                wrong = wrong or error
        self._gone(partner, offered)
        self._asked_at[partner] = now
        return wrong

    def try_(self, package: str, *, actor: str) -> Held:
        """Try a package on the own data and keep what that told.

        Raises:
            NoPackage: there is none such, or it waits no more.
            BadPackage: it cannot be read, or is made for other inputs than this node's.

        """
        one = self._waiting(package)
        figures = self.bench.tried(one)
        self._step(one, State.TRIED, actor, figures=figures)
        return self._read(package)

    def take(self, package: str, *, actor: str) -> str:
        """Lay a package down among what is made here; return its name there.

        What it says counts when it went the same way as what was made here: tried, watched, and
        approved by somebody else. Raises as `try_`, and as training or drafting does.
        """
        one = self._waiting(package)
        if one.state is not State.TRIED:
            raise NoPackage("it has to be tried on the own data first")
        name = self.bench.taken(one, actor)
        self._step(one, State.TAKEN, actor, note=name)
        return name

    def dismiss(self, package: str, reason: str, *, actor: str) -> None:
        """Do not take it over; its bytes go. Raises NoPackage."""
        self._step(self._waiting(package), State.DISMISSED, actor, note=reason)

    def _take(self, client: Client, signed: Signed, header: Header) -> None:
        if header.retain_until < self._now().date():
            return
        with self._ledger.engine.connect() as connection:
            if known(connection, header.origin, header.name, header.version) is not None:
                return
        asked = Fetch(name=header.name, version=header.version)
        said = client.ask(DESK, msgspec.msgpack.encode(asked))
        data = msgspec.msgpack.decode(said, type=Content).data
        with self._ledger.transaction() as transaction:
            keep(transaction.connection, signed, header, data, self._now())
            one = known(transaction.connection, header.origin, header.name, header.version)
            if one is not None:
                transaction.append([self._event(one, "came", header.origin)])

    def _tell(self, client: Client) -> None:
        """Hand its origin the receipts of what was deleted here."""
        partner = client.peer.node
        with self._ledger.engine.connect() as connection:
            owed = receipt.owed(connection, partner)
        if not owed:
            return
        client.ask(DESK, msgspec.msgpack.encode(Gone(receipts=tuple(owed))))
        with self._ledger.transaction() as transaction:
            receipt.told(transaction.connection, partner, owed)

    def _gone(self, partner: str, offered: set[tuple[str, int]]) -> None:
        """Let go of what its origin offers no more."""
        with self._ledger.engine.connect() as connection:
            gone = lacking(connection, partner, offered)
        for one in gone:
            self._let_go(one, partner)

    def _let_go(self, one: Held, actor: str) -> None:
        """Delete what waits, unless another thread was quicker."""
        with suppress(NoPackage):
            self._step(one, State.WITHDRAWN, actor)

    def _step(
        self, one: Held, state: State, actor: str, *, note: str = "", figures: bytes = b""
    ) -> None:
        now, key = self._now(), self._key()
        with self._ledger.transaction() as transaction:
            connection = transaction.connection
            header = one.header
            _require_waiting(known(connection, header.origin, header.name, header.version))
            step(connection, one, state, now, officer=actor, note=note, figures=figures)
            if state in (State.DISMISSED, State.WITHDRAWN):
                receipt.owe(connection, one.header, self._line.node, key, now)
            transaction.append([self._event(one, state.value, actor)])

    def _event(self, one: Held, what: str, actor: str) -> Event:
        said = PackageStep(package=one.id, digest=one.header.digest, what=what)
        key = f"{PACKAGE}/{secrets.token_hex(16)}"
        return draft(PACKAGE, said, key=key, actor=actor, known_at=self._now()).event

    def _read(self, package: str) -> Held:
        origin, _, rest = package.partition("/")
        name, _, version = rest.partition("/")
        with self._ledger.engine.connect() as connection:
            found = _found(connection, origin, name, version)
        if found is None:
            raise NoPackage("there is no such package")
        return found

    def _waiting(self, package: str) -> Held:
        found = self._read(package)
        _require_waiting(found)
        return found


def _require_waiting(one: Held | None) -> None:
    if one is None or one.state not in (State.WAITING, State.TRIED):
        raise NoPackage("it is not waiting any more")


def _found(connection: Connection, origin: str, name: str, version: str) -> Held | None:
    if not (version.isascii() and version.isdigit() and len(version) < 10):
        return None
    return known(connection, origin, name, int(version))
