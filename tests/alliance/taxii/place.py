"""A node in memory that partners of all kinds may visit over TAXII, with the real policy."""

import contextlib
from base64 import b64decode
from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta

import msgspec

from quaywatch.alliance import Notice, Purpose
from quaywatch.alliance.bodies import Withdrawal
from quaywatch.alliance.exchange import Fault
from quaywatch.alliance.policy import Category, Partner, Policy
from quaywatch.alliance.taxii.book import Key, Memory
from quaywatch.alliance.taxii.foreign import Terms
from quaywatch.alliance.taxii.posting import NotTaken, Read
from quaywatch.alliance.taxii.server import Answer
from quaywatch.alliance.taxii.shapes import SHARED, Status
from quaywatch.alliance.taxii.shelf import Shelf
from tests.alliance.making import ANTWERP, HANDLING, NOW, ROTTERDAM

HAMBURG, FREEPORT = "hamburg.customs.example", "freeport.example"
KEYS = {"of-antwerp": ANTWERP, "of-hamburg": HAMBURG, "of-freeport": FREEPORT}
AGREED = Partner(
    node=ANTWERP,
    member=True,
    third_country=False,
    agreement_until=date(2027, 1, 1),
    categories=frozenset(Category),
    purposes=frozenset(Purpose),
)


class Kept:
    """Notices, each at its last version, in the order in which they came to it."""

    def __init__(self) -> None:
        self.rows: dict[Key, tuple[int, Notice]] = {}
        self.sequence = 0

    def put(self, notice: Notice) -> None:
        self.sequence += 1
        self.rows[notice.origin, notice.id] = self.sequence, notice

    def after(self, sequence: int, limit: int) -> list[tuple[int, Notice]]:
        return sorted(row for row in self.rows.values() if row[0] > sequence)[:limit]

    def notice(self, key: Key) -> Notice | None:
        return self.rows[key][1] if key in self.rows else None


class Place:
    """The node of Rotterdam."""

    def __init__(self) -> None:
        self.at = NOW
        self.feed, self.policy = Kept(), Policy.default()
        self.partners = {
            ANTWERP: AGREED,
            HAMBURG: msgspec.structs.replace(AGREED, node=HAMBURG),
            FREEPORT: msgspec.structs.replace(AGREED, node=FREEPORT, member=False),
        }
        self.books: dict[tuple[str, str], Memory] = {}
        self.came = {name: Kept() for name in self.partners}
        self.refused: list[tuple[str, bytes, str]] = []
        self.statuses: dict[tuple[str, str], Status] = {}

    def now(self) -> datetime:
        return self.at

    def partner(self, authorization: str, certificate: str) -> str | None:
        kind, _, word = authorization.partition(" ")
        if kind == "Basic":
            name, _, word = b64decode(word).decode().partition(":")
            return name if KEYS.get(word) == name else None
        return KEYS.get(word)

    def read(self, partner: str, ask: Callable[["Guest"], Answer]) -> Answer:
        return ask(Guest(self, partner))

    @contextlib.contextmanager
    def visit(self, partner: str) -> Iterator["Guest"]:
        yield Guest(self, partner)


class Guest:
    def __init__(self, place: Place, partner: str) -> None:
        self.place, self.name, self.came = place, partner, place.came[partner]
        self.terms = Terms(
            origin=partner,
            purposes=frozenset({Purpose.RISK_ANALYSIS}),
            legal_basis=HANDLING.legal_basis,
            keep_days=365,
        )

    @property
    def desk(self) -> "Guest":
        return self

    def shelf(self, collection: str) -> Shelf:
        shelf = self._shelf(collection)
        while not shelf.refresh(self.place.at):
            pass
        return shelf

    def _shelf(self, collection: str) -> Shelf:
        book = self.place.books.setdefault((self.name, collection), Memory())
        if collection != SHARED:
            return Shelf(book, self.came, lambda notice: notice, "own")
        partner = self.place.partners[self.name]
        today = self.place.at.date()
        terms = f"{self.place.policy.digest} {partner} {today}"
        return Shelf(
            book,
            self.place.feed,
            lambda notice: self.place.policy.share(notice, partner, ROTTERDAM, today).notice,
            terms,
        )

    def take(self, notice: Notice) -> None:
        held = self.came.notice((notice.origin, notice.id))
        if held is not None and (held.withdrawn or held.version > notice.version):
            raise NotTaken("a later version is held")
        if held != notice:
            self.came.put(notice)

    def refuse(self, read: Read, fault: Fault) -> None:
        self.place.refused.append((self.name, read.data, read.told.message))

    def own(self, name: str) -> Notice | None:
        return self.came.notice((self.name, name))

    def withdraw(self, notice: Notice) -> None:
        body = Withdrawal(of=notice.kind, reason="deleted by its originator")
        version = notice.version + 1
        gone = msgspec.structs.replace(
            notice, body=body, version=version, made_at=self.place.at, correction=""
        )
        self.came.put(gone)

    def keep(self, status: Status) -> None:
        self.place.statuses[self.name, status.id] = status

    def status(self, name: str) -> Status | None:
        return self.place.statuses.get((self.name, name))


def days(count: int) -> timedelta:
    return timedelta(days=count)


__all__ = ["AGREED", "FREEPORT", "HAMBURG", "KEYS", "UTC", "Guest", "Kept", "Place", "days"]
