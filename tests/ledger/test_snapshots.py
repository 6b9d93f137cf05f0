"""Derived state is kept, and used only where it fits."""

from quaywatch.ledger import Ledger, Snapshot
from tests.ledger.making import an_event


def test_the_last_state_kept_comes_back(ledger: Ledger) -> None:
    ledger.append([an_event(1), an_event(2)])
    ledger.save_snapshot("history", 1, "v1", b"old")
    ledger.save_snapshot("history", 2, "v1", b"new")
    ledger.save_snapshot("work list", 1, "v1", b"other")
    assert ledger.load_snapshot("history", "v1") == Snapshot(2, b"new")


def test_state_that_other_code_derived_is_not_used(ledger: Ledger) -> None:
    ledger.save_snapshot("history", 0, "v1", b"state")
    assert ledger.load_snapshot("history", "v2") is None
    assert ledger.load_snapshot("parties", "v1") is None


def test_state_from_beyond_the_head_is_not_used(ledger: Ledger) -> None:
    ledger.append([an_event(1)])
    ledger.save_snapshot("history", 2, "v1", b"of another copy of the ledger")
    assert ledger.load_snapshot("history", "v1") is None
