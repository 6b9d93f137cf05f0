"""The list in the database is the list in memory, on both engines."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from typing import Any

import msgspec
import pytest

from quaywatch.alliance import Notice, known_by
from quaywatch.alliance.bodies import Withdrawal
from quaywatch.alliance.taxii.asking import Asked
from quaywatch.alliance.taxii.book import Book, Memory
from quaywatch.alliance.taxii.shapes import SHARED
from quaywatch.alliance.taxii.shelf import Shelf
from quaywatch.alliance.taxii.shelved import Shelved
from quaywatch.ledger import Ledger
from tests.alliance.making import ANTWERP, NOW, ROTTERDAM, notice
from tests.alliance.taxii.place import HAMBURG, Kept

NAMES = [known_by(ROTTERDAM, str(number)) for number in range(4)]


@pytest.fixture
def ledger(ledger_url: str) -> Iterator[Ledger]:
    with Ledger.open(ledger_url) as opened:
        yield opened


class Story:
    """What happens, one thing after the other, to a list."""

    def __init__(self, book: Callable[[], Book]) -> None:
        self.book, self.feed, self.hidden = book, Kept(), set[str]()
        self.told: list[Any] = []

    def shelf(self) -> Shelf:
        def copy(one: Notice) -> Notice | None:
            return None if one.id in self.hidden else one

        return Shelf(self.book(), self.feed, copy, str(sorted(self.hidden)))

    def tell(self, later: int, **asked: Any) -> None:
        shelf = self.shelf()
        shelf.refresh(NOW + timedelta(seconds=later))
        page = shelf.page(Asked(**asked))
        self.told.append(([msgspec.to_builtins(one) for one in page.found], page.more))

    def run(self) -> list[Any]:
        for name in NAMES:
            self.feed.put(notice(id=name))
        self.tell(0, limit=5)
        self.tell(0, after_place=5)
        self.hidden.add(NAMES[1])
        self.tell(1)
        self.feed.put(notice(id=NAMES[2], version=2, correction="twice"))
        gone = Withdrawal(of="seizure", reason="wrong")
        self.feed.put(notice(gone, id=NAMES[3], version=2))
        self.tell(2, added_after=NOW + timedelta(seconds=1))
        self.hidden.clear()
        self.tell(3, types=frozenset({"incident", "cargo-container"}))
        self.tell(3, ids=frozenset({f"incident--{NAMES[0]}", "incident--1"}))
        return self.told


def test_the_list_in_the_database_tells_what_the_one_in_memory_tells(ledger: Ledger) -> None:
    memory = Memory()
    with ledger.transaction() as transaction:
        kept = Shelved(transaction.connection, ANTWERP, SHARED)
        assert Story(lambda: kept).run() == Story(lambda: memory).run()


def test_each_partner_has_a_list_of_its_own_and_it_stays(ledger: Ledger) -> None:
    feed = Kept()
    feed.put(notice())
    for partner in (ANTWERP, HAMBURG):
        with ledger.transaction() as transaction:
            book = Shelved(transaction.connection, partner, SHARED)
            Shelf(book, feed, lambda one: one, "").refresh(NOW)
    with ledger.transaction() as transaction:
        book = Shelved(transaction.connection, HAMBURG, SHARED)
        last = book.last()
        assert last is not None
        assert (last.place, last.added_at) == (4, NOW + timedelta(microseconds=3))
        assert book.mark().sequence == 1


@pytest.mark.parametrize("limit", [1, 2, 7])
def test_pages_of_any_length_are_the_whole(ledger: Ledger, limit: int) -> None:
    feed, found, after = Kept(), list[str](), 0
    for name in NAMES:
        feed.put(notice(id=name))
    with ledger.transaction() as transaction:
        shelf = Shelf(Shelved(transaction.connection, ANTWERP, SHARED), feed, lambda one: one, "")
        shelf.refresh(NOW)
        while True:
            page = shelf.page(Asked(limit=limit, after_place=after, types=frozenset({"incident"})))
            found += [one.line.object for one in page.found]
            if not page.more:
                break
            after = page.found[-1].line.place
    assert found == [f"incident--{name}" for name in NAMES]
