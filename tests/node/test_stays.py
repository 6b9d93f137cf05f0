"""What a container's movements say of its stay, whatever else is said and in any order of time."""

from hypothesis import given
from hypothesis import strategies as st

from quaywatch.cargo import Classifier, MovementKind
from quaywatch.node.instants import NEVER
from quaywatch.node.stays import Moved, Stay, Voyage, stay

HOUR = 3_600_000_000
ARRIVAL = 1000 * HOUR
VOYAGE = Voyage(port="BEANR", arrival_at=ARRIVAL, from_at=500 * HOUR, until_at=1700 * HOUR)

_KINDS = st.sampled_from(
    [
        MovementKind.LOADED,
        MovementKind.STOWED,
        MovementKind.DISCHARGED,
        MovementKind.GATE_IN,
        MovementKind.GATE_OUT,
        MovementKind.PICKED_UP,
    ]
)
_MOVES = st.lists(
    st.builds(
        lambda kind, classifier, at, location: Moved(
            container="TSTU1234567",
            position=1,
            place=0,
            at=at * HOUR,
            kind=kind.value,
            classifier=classifier.value,
            location=location,
            facility="K1",
        ),
        _KINDS,
        st.sampled_from(Classifier),
        st.integers(400, 1800),
        st.sampled_from(["BEANR", "", "ECGYE"]),
    ),
    max_size=8,
)


def here(moves: list[Moved], kind: MovementKind, *, actual: bool) -> list[int]:
    """Instants of what was said to happen, or to be going to, at the port of discharge."""
    return [
        m.at
        for m in moves
        if m.kind == kind
        and (m.classifier == Classifier.ACTUAL) == actual
        and m.location in ("", "BEANR")
        and ARRIVAL - 72 * HOUR <= m.at <= VOYAGE.until_at
    ]


@given(_MOVES)
def test_a_discharge_beats_what_was_expected_and_that_beats_the_vessel(moves) -> None:
    done = here(moves, MovementKind.DISCHARGED, actual=True)
    expected = here(moves, MovementKind.DISCHARGED, actual=False)
    found = stay(VOYAGE, moves)
    assert found.available_at == [ARRIVAL, *expected[-1:], *done[-1:]][-1]
    assert stay(VOYAGE, []) == Stay(available_at=ARRIVAL)


@given(_MOVES)
def test_the_pick_up_is_the_last_plan_and_never_what_has_happened(moves) -> None:
    plans = [
        m.at
        for m in moves
        if m.kind in (MovementKind.GATE_OUT, MovementKind.PICKED_UP)
        and m.classifier != Classifier.ACTUAL
        and m.location in ("", "BEANR")
        and ARRIVAL - 72 * HOUR <= m.at <= VOYAGE.until_at
    ]
    assert stay(VOYAGE, moves).deadline_at == (plans[-1] if plans else NEVER)


@given(_MOVES)
def test_only_what_was_seen_aboard_cannot_be_stopped_any_more(moves) -> None:
    aboard = {MovementKind.LOADED, MovementKind.STOWED, MovementKind.DISCHARGED}
    seen = [
        m
        for m in moves
        if m.kind in aboard
        and m.classifier == Classifier.ACTUAL
        and VOYAGE.from_at <= m.at <= VOYAGE.until_at
    ]
    assert stay(VOYAGE, moves).loaded == bool(seen)
    planned = [m for m in moves if m.classifier != Classifier.ACTUAL]
    assert not stay(VOYAGE, planned).loaded
