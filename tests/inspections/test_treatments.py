"""What treatments are declared to do, and what outcomes teach of them."""

import polars as pl
import pytest

from quaywatch.cargo import Concealment, InspectionKind
from quaywatch.inspections.plan.policies import after
from quaywatch.inspections.treatments import TRIALS, Treatments, posterior


def test_ways_of_hiding_add_up_to_one_and_every_treatment_knows_each() -> None:
    declared = Treatments.load()
    for hiding in (declared.hiding.dry, declared.hiding.reefer):
        assert sum(hiding.values()) == pytest.approx(1)
    assert all(set(one.detection) == set(Concealment) for one in declared.treatment)


def test_a_clean_scan_lowers_and_an_alarm_raises_the_probability_as_bayes_has_it() -> None:
    declared = Treatments.load()
    scan, hiding = declared.of(InspectionKind.SCAN), declared.hiding.dry
    alarmed, clean = after(scan, hiding, 0.01)
    assert clean < 0.01 < alarmed
    seen = sum(hiding[way] * scan.detection[way] for way in Concealment)
    alarms = 0.01 * seen + 0.99 * scan.false_alarm
    assert alarms * alarmed + (1 - alarms) * clean == pytest.approx(0.01)
    assert alarmed == pytest.approx(0.01 * seen / alarms)


def test_outcomes_move_a_declared_figure_by_their_weight() -> None:
    declared = Treatments.load()
    rows = [("scan", "rip_on", False)] * 20 + [("scan", None, True)] * 20
    learned = posterior(declared, pl.DataFrame(rows, schema=TRIALS, orient="row"))
    before, now = declared.of(InspectionKind.SCAN), learned.of(InspectionKind.SCAN)
    assert now.detection[Concealment.RIP_ON] == pytest.approx(
        before.detection[Concealment.RIP_ON] / 2
    )
    assert now.detection[Concealment.IN_LOAD] == before.detection[Concealment.IN_LOAD]
    assert now.false_alarm == pytest.approx((0.02 * 20 + 20) / 40)
    assert learned.of(InspectionKind.DOGS).false_alarm == pytest.approx(0.04)
