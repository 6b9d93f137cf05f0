"""Every state of a small model of the line: no sequence leaks, loses or revives."""

import pytest

from tests.alliance.line.model import Leak, explore


def test_no_state_that_can_be_reached_leaks_loses_or_revives() -> None:
    assert explore() > 1_000


@pytest.mark.parametrize(
    ("mistake", "what"),
    [
        ("label_is_stale", "must not"),
        ("tombstone_is_lost", "came to life"),
        ("copy_revives", "came to life"),
        ("log_is_left", "after it was withdrawn"),
    ],
)
def test_a_mistake_in_the_model_is_found(mistake: str, what: str) -> None:
    with pytest.raises(Leak, match=what):
        explore(frozenset({mistake}))
