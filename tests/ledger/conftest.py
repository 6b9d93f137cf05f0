"""A ledger on each engine."""

from collections.abc import Iterator

import pytest

from quaywatch.ledger import Ledger


@pytest.fixture
def ledger(ledger_url: str) -> Iterator[Ledger]:
    with Ledger.open(ledger_url) as opened:
        yield opened
