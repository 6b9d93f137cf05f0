"""Where ports stand on a day, and how that came about."""

from datetime import timedelta

import msgspec
import pytest

from quaywatch.node import Node
from quaywatch.node.norms import PortView, TaskKind
from quaywatch.norms import Catalogue, State
from quaywatch.norms.answer import Answer, Applies, Maturity
from quaywatch.norms.catalogue import BadCatalogue
from quaywatch.norms.claims import Place
from quaywatch.norms.register import EditionStage, Refused
from quaywatch.norms.standing import Backing
from tests.node.norms.assessing import (
    ANN,
    BOB,
    EVA,
    KIM,
    LEE,
    SCAN,
    TODAY,
    answered,
    planned,
    seen,
)


def at(view: PortView, requirement: str = SCAN) -> Place:
    return next(one for one in view.places if one.standing.requirement == requirement)


def port(node: Node, days: int = 0) -> PortView:
    return node.norms.standings.port("BEANR", TODAY + timedelta(days=days))[0]


def test_the_matrix_has_every_port_that_was_assessed_with_each_group(node: Node) -> None:
    for speaker in (ANN, EVA):
        answered(node, planned(node, speaker).id, speaker=speaker)
    matrix = node.norms.standings.matrix(TODAY)
    assert [view.port for view in matrix.ports] == ["BEANR", "NLRTM"]
    groups = {counts.group: counts for counts in matrix.ports[0].groups}
    assert set(groups) == {group.code for group in matrix.catalogue.groups}
    assert groups["SCN"].states[State.MET] == 1
    assert groups["SCN"].backings == {Backing.DECLARED: 1}
    assert sum(matrix.ports[0].total.states.values()) == len(matrix.catalogue.requirements)


def test_a_change_is_in_the_next_matrix(node: Node) -> None:
    name = planned(node).id
    assert at(port(node)).standing.state is State.UNKNOWN
    answered(node, name)
    assert at(port(node)).standing.state is State.MET
    node.norms.desk.confirm(name, SCAN, BOB, seen(node, name))
    assert at(port(node)).standing.backing is Backing.CONFIRMED


def test_one_persons_draft_does_not_take_the_place_of_what_two_stand_by(node: Node) -> None:
    old = planned(node, since=TODAY - timedelta(days=400)).id
    answered(node, old)
    node.norms.desk.close(old, BOB, node.norms.desk.read(old).version)
    new = planned(node).id
    said = Answer(requirement=SCAN, said=Maturity.ABSENT)
    node.norms.desk.answer(new, said, ANN, 0)
    assert at(port(node)).standing.state is State.MET
    node.norms.desk.confirm(new, SCAN, BOB, seen(node, new))
    assert at(port(node)).standing.state is State.NOT_MET


def test_an_upheld_objection_leaves_nothing_of_the_answer_until_it_is_answered_anew(
    node: Node,
) -> None:
    name = planned(node).id
    answered(node, name)
    desk = node.norms.desk
    desk.dispute(name, SCAN, "no", EVA, seen(node, name))
    assert (at(port(node)).standing.state, at(port(node)).claim.disputed) == (State.MET, True)  # type: ignore[union-attr]
    desk.settle(name, SCAN, "no", KIM, seen(node, name), upheld=True)
    assert at(port(node)).standing.state is State.UNKNOWN
    said = Answer(requirement=SCAN, said=Maturity.BEGUN)
    desk.answer(name, said, ANN, seen(node, name))
    assert at(port(node)).standing.state is State.NOT_MET


def test_evidence_that_ran_out_raises_a_task_and_so_does_what_will(node: Node) -> None:
    answered(node, planned(node).id)

    def renewals(days: int) -> list[TaskKind]:
        day = TODAY + timedelta(days=days)
        return [task.kind for task in node.norms.tasks(day, "BEANR") if task.requirement == SCAN]

    assert TaskKind.RENEW_SOON not in renewals(0)
    assert TaskKind.RENEW_SOON in renewals(290)
    assert TaskKind.RENEW in renewals(301)
    assert at(port(node, 301)).standing.state is State.EXPIRED


def test_what_waits_in_an_assessment_is_told_by_kind(node: Node) -> None:
    name = planned(node).id
    answered(node, name)
    kinds = {task.kind: task.count for task in node.norms.tasks(TODAY)}
    asked = len(node.norms.editions.catalogue().requirements)
    assert kinds == {TaskKind.ANSWER: asked - 1, TaskKind.CONFIRM: 1}
    later = {task.kind for task in node.norms.tasks(TODAY + timedelta(days=31))}
    assert TaskKind.CLOSE in later


def test_a_gap_whose_day_has_come_is_somebodys_task(node: Node) -> None:
    name = planned(node).id
    gap = Answer(
        requirement="GOV-01", said=Maturity.ABSENT, gap_owner="harbour master", gap_until=TODAY
    )
    node.norms.desk.answer(name, gap, ANN, 0)
    found = [one for one in node.norms.tasks(TODAY) if one.kind is TaskKind.CLOSE_GAP]
    assert [(one.requirement, one.who) for one in found] == [("GOV-01", "harbour master")]


def test_the_trend_is_what_a_port_came_to_whenever_an_assessment_was_closed(node: Node) -> None:
    name = planned(node).id
    answered(node, name)
    node.norms.desk.close(name, BOB, node.norms.desk.read(name).version)
    (point,) = node.norms.standings.trend("BEANR")
    met = sum(counts.states.get(State.MET, 0) for counts in point.counts)
    assert (point.assessment, point.on, met) == (name, TODAY, 1)
    assert node.norms.standings.trend("NLRTM") == []


def test_all_that_was_said_of_a_requirement_is_told_the_newest_first(node: Node) -> None:
    name = planned(node).id
    answered(node, name, Applies.UNKNOWN)
    answered(node, name)
    said = [
        step.entry.fact.answer.said
        for step in node.norms.standings.steps("BEANR", SCAN)
        if step.entry.fact.answer
    ]
    assert said == [Maturity.DONE, Applies.UNKNOWN]


def changed(node: Node) -> Catalogue:
    """The version in force with another threshold of one requirement, and another word in one."""
    catalogue = node.norms.editions.catalogue()

    def other(one: object) -> object:
        if getattr(one, "id", "") == SCAN:
            return msgspec.structs.replace(one, threshold=0.99)  # type: ignore[type-var]
        return one

    requirements = tuple(other(one) for one in catalogue.requirements)
    return Catalogue(groups=catalogue.groups, requirements=requirements)  # type: ignore[arg-type]


def test_a_version_comes_in_force_by_two_and_what_it_asks_otherwise_is_answered_anew(
    node: Node,
) -> None:
    name = planned(node).id
    answered(node, name)
    old, new = node.norms.editions.catalogue().version, changed(node)
    editions = node.norms.editions
    data = msgspec.json.encode(new)
    register = editions.propose(data, "a higher bar", KIM, editions.register().revision)
    with pytest.raises(Refused):
        editions.adopt(new.version, KIM, register.revision)
    register = editions.adopt(new.version, LEE, register.revision)
    assert register.in_force == new.version
    assert register.editions[old].stage is EditionStage.REPLACED
    assert [one.id for one in editions.changes(old, new.version)] == [SCAN]
    assert (at(port(node)).standing.state, at(port(node)).asked_otherwise) == (State.UNKNOWN, True)
    kinds = [task.kind for task in node.norms.tasks(TODAY) if task.requirement == SCAN]
    assert TaskKind.ANSWER_ANEW in kinds


def test_whoever_owns_a_requirement_is_named_and_who_did_before(node: Node) -> None:
    editions = node.norms.editions
    register = editions.own(SCAN, "Scanning board", KIM, editions.register().revision)
    editions.own(SCAN, "Customs expert group", LEE, register.revision)
    found = node.norms.standings.requirement(SCAN, TODAY)
    assert [owner.name for owner in found.owners] == ["Scanning board", "Customs expert group"]


@pytest.mark.parametrize(
    "content", [b"", b"{}", b'{"groups": [], "requirements": []}', b"\xff", b"[" * 10**6]
)
def test_what_is_no_catalogue_is_refused(node: Node, content: bytes) -> None:
    with pytest.raises(BadCatalogue):
        node.norms.editions.propose(content, "", KIM, 0)
    assert not node.norms.editions.register().editions
