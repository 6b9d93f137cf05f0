"""Whatever is done in whatever order: what holds was proposed by one and confirmed by another."""

from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.ledger.acts import Act, same_person
from quaywatch.scans.emptiness.life import (
    Life,
    Reference,
    Refusal,
    Refused,
    confirm,
    decline,
    propose,
)

NOW = datetime(2026, 3, 2, 9, tzinfo=UTC)
DEEDS = st.tuples(
    st.sampled_from(["propose", "shipped", "confirm", "decline"]),
    st.sampled_from(["ann", "ANN ", "bob", "cy"]),
    st.integers(0, 1),
)


@given(st.lists(DEEDS, max_size=12))
def test_nothing_holds_by_one_person_alone(deeds: list[tuple[str, str, int]]) -> None:
    life = Life()
    for number, (what, who, late) in enumerate(deeds):
        act = Act(actor=who, at=NOW + timedelta(minutes=number), seen=life.version - late)
        before = life
        try:
            if what == "confirm":
                event, _ = confirm(life, act)
            elif what == "decline":
                event = decline(life, "not ours", act)
            else:
                data = b"" if what == "shipped" else str(number).encode()
                event = propose(life, Reference(digest=data.decode()), data, act)
                assert (event.original or b"") == data
        except Refused:
            continue
        assert late == 0
        life = life.apply(event, number + 1)
        if life.in_force != before.in_force:
            assert life.in_force == before.proposed
            assert life.in_force is not None
            assert not same_person(life.in_force.by, life.confirmed_by)
        assert (life.proposed is None) == (what in ("confirm", "decline"))


@pytest.mark.parametrize("who", ["ann", " Ann"])
def test_who_proposed_does_not_confirm_but_may_take_it_back(who: str) -> None:
    act = Act(actor="ann", at=NOW, seen=0)
    life = Life().apply(propose(Life(), Reference(digest="a"), b"a", act), 1)
    own = Act(actor=who, at=NOW, seen=1)
    with pytest.raises(Refused) as refused:
        confirm(life, own)
    assert refused.value.code is Refusal.FOUR_EYES
    with pytest.raises(Refused) as refused:
        decline(life, " ", own)
    assert refused.value.code is Refusal.REASON_NEEDED
    assert life.apply(decline(life, "a mistake", own), 2).proposed is None
