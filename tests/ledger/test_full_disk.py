"""A disk that is full: the append fails, nothing is acknowledged, what stood stands."""

import resource
from multiprocessing import get_context
from pathlib import Path

import pytest
from sqlalchemy import event
from sqlalchemy.exc import DBAPIError

from quaywatch.ledger import Ledger, LedgerError
from tests.ledger.making import an_event


def test_a_full_database_takes_nothing_and_goes_on_later(tmp_path: Path) -> None:
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        ledger.append([an_event(1)])

        def limit(connection, _record, _proxy) -> None:
            connection.execute("PRAGMA max_page_count = 60")

        event.listen(ledger.engine, "checkout", limit)
        with pytest.raises(DBAPIError, match="full"):
            ledger.append([an_event(n, original=b"%d" % n * 100_000) for n in range(2, 9)])
        with pytest.raises(LedgerError), ledger.transaction() as tx:  # noqa: PT012
            tx.append([an_event(2)])
            with pytest.raises(DBAPIError, match="full"):
                tx.append([an_event(3, original=bytes(1_000_000))])
            tx.append([an_event(4)])
        assert ledger.head().position == 1
        assert ledger.append([an_event(2)])[0].position == 2
        assert ledger.verify() is None


def fill(path: Path) -> int:
    """Append under a limit on the size of files; return how many were acknowledged."""
    with Ledger.open(path) as ledger:
        resource.setrlimit(resource.RLIMIT_FSIZE, (300_000, resource.RLIM_INFINITY))
        acknowledged = 0
        try:
            for number in range(1_000):
                ledger.append([an_event(number, original=b"%d" % number * 2_000)])
                acknowledged += 1
        except DBAPIError:
            return acknowledged
        finally:
            resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY,) * 2)
    raise AssertionError("the limit did not bite")


def test_a_write_that_the_system_refuses_loses_nothing_acknowledged(tmp_path: Path) -> None:
    path = tmp_path / "ledger.sqlite"
    with get_context("forkserver").Pool(1) as pool:
        acknowledged = pool.apply(fill, (path,))
    with Ledger.open(path) as ledger:
        assert ledger.head().position == acknowledged > 0
        assert ledger.verify() is None
