"""Who asks often is told no more than their budget allows."""

from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.ledger import Ledger
from quaywatch.ledger.acts import Act
from quaywatch.ledger.errors import LedgerError
from quaywatch.norms.sharing import Account, Exhausted, release
from quaywatch.norms.sharing.budget import PER_PERIOD
from quaywatch.norms.sharing.counting import Counts
from quaywatch.norms.standing import State

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
FRESH = Account(recipient="FRLEH", period="2026-Q1")


def act(account: Account) -> Act:
    return Act(actor="ann", at=NOW, seen=account.version)


def counts(met: int) -> Counts:
    return {"SCN": dict.fromkeys(State, 0) | {State.MET: met}}


@given(st.lists(st.tuples(st.integers(0, 8), st.sampled_from([0.1, 0.5, 0.7, 1.0]))))
def test_answers_together_cost_no_more_than_the_budget(asked: list[tuple[int, float]]) -> None:
    account = FRESH
    for port, epsilon in asked:
        try:
            _, event = release(account, f"BE{port}", counts(5), epsilon, act(account))
        except Exhausted:
            assert epsilon > account.left
            continue
        account = account if event is None else account.apply(event)
    assert account.spent <= PER_PERIOD * (1 + 1e-9)


@pytest.mark.parametrize("met", [5, 1])
def test_asked_again_the_same_answer_is_given_whatever_has_changed(met: int) -> None:
    first, event = release(FRESH, "BEANR", counts(5), 2.0, act(FRESH))
    assert event is not None
    account = FRESH.apply(event)
    again, nothing = release(account, "BEANR", counts(met), 2.0, act(account))
    assert (again, nothing, account.left) == (first, None, 0.0)


def test_other_recipients_and_periods_have_their_own() -> None:
    _, event = release(FRESH, "BEANR", counts(5), PER_PERIOD, act(FRESH))
    assert event is not None
    later = Account(recipient="FRLEH", period="2026-Q2")
    with pytest.raises(ValueError, match="does not follow"):
        later.apply(event)
    assert later.left == PER_PERIOD


def test_two_answers_at_once_do_not_share_one_place(tmp_path: Path) -> None:
    _, one = release(FRESH, "BEANR", counts(5), 1.5, act(FRESH))
    _, other = release(FRESH, "BEANR", counts(4), 1.5, act(FRESH))
    assert one is not None
    assert other is not None
    with Ledger.open(tmp_path / "ledger.sqlite") as ledger:
        ledger.append([one])
        with pytest.raises(LedgerError):
            ledger.append([other])
