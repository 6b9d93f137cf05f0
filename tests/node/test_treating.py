"""What outcomes teach of looks: folded from the ledger, and planned with."""

from collections.abc import Callable, Sequence
from datetime import timedelta

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from quaywatch.cargo import Concealment, InspectionKind, MovementKind, Outcome, OutcomeResult
from quaywatch.inspections import Capacity, Resource
from quaywatch.inspections.teaching import Seen, posterior
from quaywatch.inspections.treatments import Treatments
from quaywatch.inspections.trials import trial
from quaywatch.node import Description, Node, Wish
from quaywatch.node.treating import learned, seen
from tests.node.making import DAY, NUMBERS, consignment, filing, movement
from tests.node.tables import contents

TERMINAL = "MSC PSA European Terminal"
ALWAYS = dict.fromkeys(
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), (0, 24)
)
DOGS, SCAN, OPEN = InspectionKind.DOGS, InspectionKind.SCAN, InspectionKind.OPEN
PORT = Capacity(
    timezone="UTC",
    resource=tuple(
        Resource(terminal=TERMINAL, kind=kind, slots_per_hour=many, hours=ALWAYS)
        for kind, many in ((DOGS, 4), (SCAN, 4), (OPEN, 8))
    ),
)
NOTHING = Outcome(result=OutcomeResult.NOTHING)
ALARM = Outcome(result=OutcomeResult.IRREGULARITY)
FOUND = Outcome(result=OutcomeResult.FOUND, concealment=Concealment.RIP_ON)


def declared(verified: float) -> Treatments:
    """Dogs are said to find nine bags in ten behind the doors, scans eight; all bags are there."""
    told = Treatments.load()
    everywhere = {DOGS: 0.9, SCAN: 0.8}
    return msgspec.structs.replace(
        told,
        verified=verified,
        worth=msgspec.structs.replace(told.worth, learning=0.0),
        hiding=msgspec.structs.replace(
            told.hiding,
            dry=dict.fromkeys(Concealment, 0.0) | {Concealment.RIP_ON: 1.0},
            reefer=dict.fromkeys(Concealment, 0.0) | {Concealment.RIP_ON: 1.0},
        ),
        treatment=tuple(
            msgspec.structs.replace(
                one,
                cost_eur=30.0,
                delay_hours=1.0,
                false_alarm=0.02,
                detection=dict.fromkeys(Concealment, everywhere[one.kind]),
            )
            if one.kind in everywhere
            else one
            for one in told.treatment
        ),
        policy=tuple(one for one in told.policy if one.steps in ((DOGS, OPEN), (SCAN, OPEN))),
    )


def port(node: Node, verified: float = 1.0, boxes: int = 40) -> Node:
    node.describe(Description(name="Test", capacity=PORT, treatments=declared(verified)))
    arrive(node, NUMBERS[:boxes])
    return node


def arrive(node: Node, numbers: Sequence[str]) -> None:
    """Boxes come that stand on the quay for a week."""
    made = [consignment(f"BL{number}", (number,), arrival=DAY) for number in numbers]
    until = DAY + timedelta(days=7)
    leaves = [movement(number, MovementKind.GATE_OUT, until, "planned") for number in numbers]
    node.intake(filing(*made, movements=tuple(leaves), reference=f"M{numbers[0]}"))


def looked(node: Node, box: str, kind: InspectionKind, said: Outcome, truth: Outcome) -> None:
    """Somebody looks as was planned, and opens the box if that is asked for."""
    ordered = node.order(box, Wish(kind=kind), actor="ann", seen=version(node, box))
    node.outcome(box, said, actor="ann", seen=ordered.version)
    if node.board.line(box).record.is_followed_up:
        opening = node.order(box, Wish(kind=OPEN), actor="bob", seen=version(node, box))
        node.outcome(box, truth, actor="bob", seen=opening.version)


def version(node: Node, box: str) -> int:
    return node.lines((box,))[0].version


def planned(node: Node) -> dict[str, InspectionKind]:
    """What today's plan asks for, by box."""
    progress = node.plan_day()
    assert progress is not None
    asked = {box: node.board.line(box).record.selected for box in progress.plan.picked}
    return {box: order.kind for box, order in asked.items() if order is not None}


def test_dogs_declared_too_good_come_to_the_truth_and_scans_are_planned_instead(
    small_node: Node,
) -> None:
    """They find half of what is there, where nine in ten was declared."""
    node = port(small_node)
    first = planned(node)
    dogs = sorted(box for box, kind in first.items() if kind is DOGS)
    assert len(dogs) > len(first) / 2
    for number, box in enumerate(dogs):
        looked(node, box, DOGS, ALARM if number % 2 else NOTHING, FOUND)
    told = {(t.figure.kind, t.figure.concealment): t for t in node.taught().figures}
    figure = told[DOGS, Concealment.RIP_ON]
    assert figure.figure.looks == len(dogs)
    assert figure.figure.declared == 0.9
    assert figure.low < 0.6 < figure.learned < 0.8
    arrive(node, NUMBERS[50:80])
    tomorrow = node.today() + timedelta(days=1)
    node.plan_day(tomorrow)
    again = [node.board.line(line.box_id) for line in node.worklist().lines if line.version]
    kinds = [
        line.record.selected.kind
        for line in again
        if line is not None and line.record.selected and not line.record.steps
    ]
    assert kinds.count(SCAN) > len(kinds) / 2
    assert node.draws.verify(tomorrow) == []


@pytest.mark.parametrize("said", [ALARM, NOTHING])
def test_an_opening_says_whether_the_look_before_it_spoke_up(
    small_node: Node, said: Outcome
) -> None:
    node = port(small_node, boxes=4)
    box, kind = min(planned(node).items())
    ordered = node.order(box, Wish(kind=kind), actor="ann", seen=version(node, box))
    node.outcome(box, said, actor="ann", seen=ordered.version)
    follows = node.board.line(box).order.follows
    assert follows.silent is (said is NOTHING)


def test_where_only_alarms_are_opened_no_figure_moves(small_node: Node) -> None:
    """The lot chose nothing: a world in which openings follow scans that spoke up."""
    node = port(small_node, verified=0.0)
    for number, (box, kind) in enumerate(sorted(planned(node).items())):
        looked(node, box, kind, ALARM if number % 2 else NOTHING, FOUND)
    for told in node.taught().figures:
        assert told.learned == pytest.approx(told.figure.declared)
        assert told.figure.looks == 0


@settings(max_examples=5, deadline=None, suppress_health_check=list(HealthCheck))
@given(had=st.lists(st.tuples(st.booleans(), st.booleans(), st.booleans()), max_size=6))
def test_what_is_learned_is_the_same_one_by_one_at_once_and_after_a_restart(
    open_node: Callable[[str], Node], tmp_path_factory: pytest.TempPathFactory, had: list[tuple]
) -> None:
    where = str(tmp_path_factory.mktemp("taught") / "node.sqlite")
    node = port(open_node(where), boxes=12)
    picks = sorted(planned(node).items())
    for (box, kind), (speaks, holds, opened) in zip(picks, had, strict=False):
        truth = FOUND if holds else NOTHING
        if opened:
            looked(node, box, kind, ALARM if speaks else NOTHING, truth)
        else:
            ordered = node.order(box, Wish(kind=kind), actor="ann", seen=version(node, box))
            node.outcome(box, ALARM if speaks else NOTHING, actor="ann", seen=ordered.version)
    records = [node.board.line(box).record for box, _ in picks]
    batch = posterior(node.treatments, Seen(held for r in records if (held := trial(r))))
    rows = contents(node)
    for each in (node, open_node(where)):
        with each.ledger.engine.connect() as connection:
            assert learned(connection, each.treatments) == batch
            assert sum(seen(connection).values()) == min(len(had), len(picks))
    node.rebuild()
    assert contents(node) == rows
