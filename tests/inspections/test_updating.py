"""What looks say of a box: alarms raise, silence lowers, as Bayes has it."""

import math

import msgspec
import pytest
from hypothesis import given
from hypothesis import strategies as st

from quaywatch.cargo import Concealment, InspectionKind, Outcome, OutcomeResult
from quaywatch.inspections import record_outcome
from quaywatch.inspections.treatments import Treatments
from quaywatch.inspections.updating import Said, looks, updated
from tests.inspections.test_record import FOUND, act, ordered

DECLARED = Treatments.load()
LOOKS = st.builds(Said, kind=st.sampled_from(InspectionKind), spoke_up=st.booleans())
LIGHTER = LOOKS.filter(lambda look: look.kind is not InspectionKind.OPEN)
RISKS = st.floats(1e-6, 0.999)


@pytest.mark.parametrize("kind", InspectionKind)
def test_what_a_look_may_say_leaves_the_expected_probability_as_it_was(
    kind: InspectionKind,
) -> None:
    scan, hiding = DECLARED.of(kind), DECLARED.hiding.dry
    clean = updated(DECLARED, [Said(kind=kind, spoke_up=False)], 0.01, reefer=False).probability
    alarmed = updated(DECLARED, [Said(kind=kind, spoke_up=True)], 0.01, reefer=False).probability
    assert clean < 0.01 < alarmed
    seen = sum(hiding[way] * scan.detection[way] for way in Concealment)
    alarms = 0.01 * seen + 0.99 * scan.false_alarm
    assert alarms * alarmed + (1 - alarms) * clean == pytest.approx(0.01)


@given(had=st.lists(LIGHTER, max_size=4), probability=RISKS, reefer=st.booleans())
def test_looks_count_in_whatever_order_they_were_had(
    had: list[Said], probability: float, reefer: bool
) -> None:
    one = updated(DECLARED, had, probability, reefer=reefer)
    other = updated(DECLARED, had[::-1], probability, reefer=reefer)
    assert one.probability == pytest.approx(other.probability)
    assert math.isclose(sum(one.hiding.values()), 1, abs_tol=1e-9)


@given(had=st.lists(LIGHTER, max_size=3), look=LIGHTER, probability=RISKS, reefer=st.booleans())
def test_an_alarm_raises_and_silence_lowers_whatever_was_seen_before(
    had: list[Said], look: Said, probability: float, reefer: bool
) -> None:
    before = updated(DECLARED, had, probability, reefer=reefer).probability
    after = updated(DECLARED, [*had, look], probability, reefer=reefer).probability
    assert 0 <= after <= 1
    assert after >= before if look.spoke_up else after <= before


def test_a_clean_scan_leaves_what_scans_overlook() -> None:
    silent = updated(DECLARED, [Said(kind=InspectionKind.SCAN, spoke_up=False)], 0.1, reefer=False)
    assert silent.hiding[Concealment.STRUCTURE] > DECLARED.hiding.dry[Concealment.STRUCTURE]
    assert silent.hiding[Concealment.RIP_ON] < DECLARED.hiding.dry[Concealment.RIP_ON]


@pytest.mark.parametrize(
    ("kind", "result", "spoke_up"),
    [
        (InspectionKind.SCAN, OutcomeResult.NOTHING, False),
        (InspectionKind.SCAN, OutcomeResult.IRREGULARITY, True),
        (InspectionKind.OPEN, OutcomeResult.IRREGULARITY, False),
    ],
)
def test_an_opened_box_in_which_nothing_is_found_hides_less(
    kind: InspectionKind, result: OutcomeResult, *, spoke_up: bool
) -> None:
    record = ordered(kind=kind)
    done = record.apply(record_outcome(record, Outcome(result=result), act(record)))
    assert looks(done) == (Said(kind=kind, spoke_up=spoke_up),)


def test_a_find_leaves_nothing_to_estimate() -> None:
    record = ordered()
    assert looks(record) == ()
    assert looks(record.apply(record_outcome(record, FOUND, act(record)))) == ()


def test_a_certain_box_stays_certain_whatever_an_all_seeing_look_says() -> None:
    opening = DECLARED.of(InspectionKind.OPEN)
    seeing = msgspec.structs.replace(opening, detection=dict.fromkeys(Concealment, 1.0))
    told = msgspec.structs.replace(DECLARED, treatment=(seeing,), policy=())
    silent = [Said(kind=InspectionKind.OPEN, spoke_up=False)]
    assert updated(told, silent, 1.0, reefer=False).probability == 1.0
