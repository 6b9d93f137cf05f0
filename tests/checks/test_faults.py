"""The measure of the checks measures all of them, and starts from consignments without fault."""

from bench._faults.clean import cases
from bench._faults.plant import FAULTS
from quaywatch import checks
from quaywatch.cargo import to_frames

COMPARING = {"container-duplicate"} | {
    check.code for check in checks.ALL if "story_codes" in check.expression.expr.meta.root_names()
}
"""Checks that need a second declaration, or events, to compare with."""


def test_every_check_of_one_declaration_has_a_planted_fault() -> None:
    assert {check.code for check in checks.ALL} - COMPARING - set(FAULTS) == set()


def test_no_fault_is_planted_that_nobody_looks_for() -> None:
    assert set(FAULTS) <= {check.code for check in checks.ALL}


def test_what_faults_are_planted_in_has_none_itself() -> None:
    pairs = [(case.header, case.consignment) for case in cases("en", 8)]
    assert checks.run(to_frames(pairs)).is_empty()
