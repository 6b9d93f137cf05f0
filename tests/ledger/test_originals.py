"""The bytes as received are kept, whole and once."""

import tracemalloc

import pytest
from sqlalchemy import func, select

from quaywatch.ledger import Ledger
from quaywatch.ledger.originals import CHUNK_BYTES
from quaywatch.ledger.schema import original
from tests.ledger.making import an_event


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES, CHUNK_BYTES + 1, 3 * CHUNK_BYTES])
def test_the_original_comes_back_byte_by_byte(ledger: Ledger, size: int) -> None:
    sent = bytes(n * 7 % 256 for n in range(size))
    ledger.append([an_event(1), an_event(2, original=sent)])
    assert ledger.original(2) == sent
    assert ledger.verify() is None


def test_an_event_without_original_has_none(ledger: Ledger) -> None:
    ledger.append([an_event(1)])
    assert ledger.original(1) is None
    assert ledger.original(99) is None


def test_equal_bytes_are_kept_once(ledger: Ledger) -> None:
    sent = b"x" * (CHUNK_BYTES + 1)
    ledger.append([an_event(1, original=sent), an_event(2, original=sent)])
    ledger.append([an_event(3, original=sent)])
    with ledger.engine.connect() as connection:
        assert connection.scalar(select(func.count()).select_from(original)) == 2
        assert connection.scalar(select(func.max(func.length(original.c.data)))) == CHUNK_BYTES
    assert [ledger.original(position) for position in (1, 2, 3)] == [sent] * 3


def test_checking_large_originals_needs_little_memory(ledger: Ledger) -> None:
    for number in range(40):
        ledger.append([an_event(number, original=b"%07d" % number * (4 * CHUNK_BYTES // 7))])
    tracemalloc.start()
    assert ledger.verify() is None
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 20e6 < 40 * 4 * CHUNK_BYTES
