"""A pair of nodes in memory; `pair_on_each` is one on disk, on each engine."""

from collections.abc import Callable, Iterator

import pytest

from tests.alliance.matching.match_making import Pair


@pytest.fixture
def pair() -> Iterator[Pair]:
    made = Pair()
    yield made
    made.close()


@pytest.fixture
def pair_on_each(new_ledger_url: Callable[[], str]) -> Iterator[Pair]:
    made = Pair(new_ledger_url(), new_ledger_url())
    yield made
    made.close()
