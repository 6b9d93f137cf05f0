"""A day's plan looks where knowledge pays, and learns from what the ranking had left out."""

from contextlib import suppress
from datetime import date, timedelta

import msgspec

from quaywatch.cargo import (
    Consignment,
    InspectionKind,
    MovementKind,
    Outcome,
    OutcomeResult,
    OverrideReason,
)
from quaywatch.inspections import Capacity, Resource
from quaywatch.inspections.treatments import Treatments
from quaywatch.node import Description, Node, UnknownBox, Wish
from quaywatch.node.exploring import looks
from tests.node.making import DAY, NUMBERS, consignment, filing, movement
from tests.node.tables import contents

TERMINAL = "MSC PSA European Terminal"
ALWAYS = dict.fromkeys(
    ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday"), (0, 24)
)
PORT = Capacity(
    timezone="UTC",
    resource=(
        Resource(terminal=TERMINAL, kind=InspectionKind.SCAN, slots_per_hour=1, hours=ALWAYS),
        Resource(terminal=TERMINAL, kind=InspectionKind.OPEN, slots_per_hour=1, hours=ALWAYS),
    ),
)
"""A scanner and a bay: some 36 looks in what is left of the day."""


def of(goods: str, hs_code: str, reference: str, number: str) -> Consignment:
    made = consignment(reference, (number,), description=goods, arrival=DAY)
    item = msgspec.structs.replace(made.goods_items[0], hs_code=hs_code)
    return msgspec.structs.replace(made, goods_items=(item,))


def busy(node: Node, learning: float = 1.0) -> Node:
    """The node with more boxes than it can look at: fruit, then charcoal, until next week."""
    declared = Treatments.load()
    worth = msgspec.structs.replace(declared.worth, learning=learning)
    node.describe(
        Description(
            name="Test",
            capacity=PORT,
            treatments=msgspec.structs.replace(declared, worth=worth, verified=0.0),
        )
    )
    made = [of("FRESH BANANAS", "080390", f"F{i}", number) for i, number in enumerate(NUMBERS[:60])]
    made += [of("CHARCOAL", "440290", f"C{i}", number) for i, number in enumerate(NUMBERS[60:120])]
    leaves = tuple(
        movement(number, MovementKind.GATE_OUT, DAY + timedelta(days=7), "planned")
        for number in NUMBERS[:120]
    )
    node.intake(filing(*made, movements=leaves))
    return node


def look_at(node: Node, box: str, result: OutcomeResult) -> None:
    kind = InspectionKind.OPEN
    seen = {line.box_id: line.version for line in node.lines((box,))}[box]
    wish = Wish(kind=kind, override=OverrideReason.OTHER)
    ordered = node.order(box, wish, actor="ann", seen=seen)
    node.outcome(box, Outcome(result=result), actor="ann", seen=ordered.version)


def counted(node: Node) -> list[tuple[str, bool]]:
    with node.ledger.engine.connect() as connection:
        told = looks(connection, DAY + timedelta(weeks=1))
    assert (told["weeks"].round(6) == 1.0).all()
    return list(told.select("stratum", "found").iter_rows())


def test_only_looks_that_a_draw_chose_though_the_ranking_left_them_out_teach(
    small_node: Node,
) -> None:
    progress = busy(small_node).plan_day()
    assert progress is not None
    explored = progress.plan.explored
    assert explored
    assert set(explored) < set(progress.plan.picked)
    assert counted(small_node) == []
    box, told = next(iter(explored.items()))
    look_at(small_node, box, OutcomeResult.FOUND)
    ranked = next(name for name in progress.plan.picked if name not in explored)
    look_at(small_node, ranked, OutcomeResult.NOTHING)
    free = next(line for line in small_node.worklist().lines if line.version == 0)
    look_at(small_node, free.box_id, OutcomeResult.NOTHING)
    assert counted(small_node) == [(told.stratum, True)]
    rows = contents(small_node)
    assert rows["explored"]
    small_node.rebuild()
    assert contents(small_node) == rows


def believed(node: Node, day: date, heading: str) -> dict[str, float]:
    """What was believed of a heading when the day was frozen, and is shown with each box."""
    for line in node.worklist().lines:
        with suppress(UnknownBox):
            shown = node.draws.show(day, line.box_id).candidate
            if shown is not None and shown["heading"] == heading and shown["left_out"]:
                return shown
    raise AssertionError(f"no box of {heading} was left out on {day}")


def test_a_find_among_what_the_ranking_leaves_out_raises_what_is_believed_of_its_like(
    small_node: Node,
) -> None:
    node = busy(small_node)
    first = node.plan_day()
    assert first is not None
    box, told = next(iter(first.plan.explored.items()))
    before = believed(node, node.today(), told.stratum)
    look_at(node, box, OutcomeResult.FOUND)
    tomorrow = node.today() + timedelta(days=1)
    node.plan_day(tomorrow)
    after = believed(node, tomorrow, told.stratum)
    assert (before["stratum_found"], after["stratum_found"]) == (0.0, 1.0)
    assert after["stratum_rate"] > before["stratum_rate"]
    assert node.draws.verify(tomorrow) == []


def test_where_learning_is_worth_nothing_no_candidate_has_more_than_its_finds(
    small_node: Node,
) -> None:
    progress = busy(small_node, learning=0.0).plan_day()
    assert progress is not None
    assert all(each.information == 0 for each in progress.plan.explored.values())
