"""A pair of nodes; `pair_on_each` is one on each engine."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.alliance.matching.match_making import Pair


@pytest.fixture
def pair(tmp_path: Path) -> Iterator[Pair]:
    made = Pair(f"sqlite:///{tmp_path}/owner", f"sqlite:///{tmp_path}/asker")
    yield made
    made.close()


@pytest.fixture
def pair_on_each(new_ledger_url: Callable[[], str]) -> Iterator[Pair]:
    made = Pair(new_ledger_url(), new_ledger_url())
    yield made
    made.close()
