"""What treatments are declared to do, and what outcomes teach of them."""

import polars as pl
import pytest

from quaywatch.cargo import Concealment, InspectionKind
from quaywatch.inspections.treatments import TRIALS, Treatments, posterior


def test_ways_of_hiding_add_up_to_one_and_every_treatment_knows_each() -> None:
    declared = Treatments.load()
    for hiding in (declared.hiding.dry, declared.hiding.reefer):
        assert sum(hiding.values()) == pytest.approx(1)
    assert all(set(one.detection) == set(Concealment) for one in declared.treatment)


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
