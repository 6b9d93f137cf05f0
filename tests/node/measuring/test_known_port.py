"""What a node measures of a simulated month is what was drawn, counted without the ledger."""

from collections.abc import Mapping

import pytest

from bench._known_port.holding import PERIOD, held
from bench._known_port.truth import Counts
from quaywatch.node.measuring import Gathered
from quaywatch.norms.measures import MEASURES, CaseKind, drilled

Held = tuple[Gathered, Mapping[str, Counts]]


@pytest.fixture(scope="module")
def month(tmp_path_factory: pytest.TempPathFactory) -> Held:
    return held(tmp_path_factory.mktemp("port") / "node.sqlite", seed=7, count=110)


NOT_DRAWN = {"filed_without_fault", "months_told", "quarters_told"}
"""What no drawn port says or does."""


@pytest.mark.parametrize("name", sorted(MEASURES.keys() - NOT_DRAWN))
def test_each_measure_counts_what_was_drawn(month: Held, name: str) -> None:
    found, true = month
    one = found.measured[name]
    assert (one.right, one.judged) == true[name]
    assert one.judged > 0


def test_the_month_is_drawn_so_that_each_measure_could_be_wrong(month: Held) -> None:
    """Where all count, or none, a measure that says so always would pass."""
    always = {name for name, (right, judged) in month[1].items() if right in (0, judged)}
    # Nobody lifts a hold alone at a node, and it forgets the verdict of no audit.
    assert always <= {"lifted_by_two", "audits_with_verdict"}


def test_both_engines_measure_alike(month: Held, ledger_url: str) -> None:
    again, true = held(ledger_url, seed=8, count=12)
    counted = {name: (one.right, one.judged) for name, one in again.measured.items()}
    assert {name: counted[name] for name in true} == true


def test_behind_a_figure_stand_boxes_that_the_node_knows(month: Held) -> None:
    found, _ = month
    names = set(found.facts.by_id)
    for measure in MEASURES.values():
        if measure.kind is CaseKind.BOX:
            assert {case.id for case in drilled(measure, found.facts)} <= names


def test_figures_are_of_the_period_alone(month: Held) -> None:
    assert all(one.period == PERIOD for one in month[0].measured.values())
