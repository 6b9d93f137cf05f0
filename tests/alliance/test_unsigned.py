"""What nobody signed is held no further than was agreed, and no further than it says itself."""

from datetime import timedelta

import msgspec
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.alliance import Notice, Purpose, Tlp
from quaywatch.alliance.handling import Source
from quaywatch.alliance.policy import Category
from quaywatch.alliance.policy.categories import CORRECTED, categories, without_reason
from quaywatch.alliance.taxii.posting import NotAllowed
from quaywatch.alliance.unsigned import KINDS, Brings, bound
from quaywatch.alliance.weighing import Weights, together
from tests.alliance import making

TODAY = making.NOW.date()
AGREED = st.builds(
    Brings,
    categories=st.frozensets(st.sampled_from(Category), min_size=1),
    purposes=st.frozensets(st.sampled_from(Purpose), min_size=1),
    legal_basis=st.just("letter of 3 February"),
    keep_days=st.integers(1, 3660),
    tlp=st.sampled_from(Tlp),
)


@given(making.notices(), AGREED)
def test_no_agreement_and_no_notice_is_ever_made_looser(one: Notice, brings: Brings) -> None:
    said = without_reason(one, brings.categories)
    try:
        held = bound(one, brings, TODAY)
    except NotAllowed:
        told = categories(said) <= brings.categories or one.withdrawn
        common = bool(one.handling.purposes & brings.purposes) or one.withdrawn
        assert not (told and common and one.kind in KINDS)
        return
    assert held.kind in KINDS
    if held.withdrawn:
        assert held == one
        return
    assert categories(held) <= brings.categories
    assert held.handling.purposes <= one.handling.purposes & brings.purposes
    assert held.handling.retain_until <= one.handling.retain_until
    assert held.handling.retain_until <= TODAY + timedelta(days=brings.keep_days)
    assert held.handling.tlp is one.handling.tlp
    assert (held.source, held.handling.onward) == (Source(), False)
    kept = msgspec.structs.replace(held, source=one.source, handling=one.handling)
    assert kept == said


def test_a_later_version_is_taken_without_what_was_wrong_where_no_notes_may_come() -> None:
    body = msgspec.structs.replace(making.SEIZURE, note="")
    one = making.notice(body, version=2, correction="The consignee was another one.")
    brings = Brings(
        categories=frozenset(Category) - {Category.CASE},
        purposes=frozenset(Purpose),
        legal_basis="letter of 3 February",
        keep_days=90,
    )
    assert bound(one, brings, TODAY).correction == CORRECTED


@given(st.lists(st.tuples(st.floats(0.001, 3), st.booleans()), max_size=30))
def test_however_many_are_unsigned_they_add_little_and_take_nothing_from_the_signed(
    every: list[tuple[float, bool]],
) -> None:
    weights = Weights.load()
    hints, marks = [one for one, _ in every], [mark for _, mark in every]
    told = together(hints, weights, unsigned=marks)
    signed = [value for value, mark in zip(told, marks, strict=True) if not mark]
    brought = [value for value, mark in zip(told, marks, strict=True) if mark]
    alone = together([one for one, mark in every if not mark], weights)
    assert signed == alone
    assert sum(brought) <= weights.unsigned_most + 1e-9
    assert sum(told) <= weights.most + 1e-9
