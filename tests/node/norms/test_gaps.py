"""Gaps of a port: the order in which to close them, and who does it, seen by somebody else."""

from datetime import timedelta

import pytest

from quaywatch.node import Node
from quaywatch.node.norms.gaps import Ranking, for_port
from quaywatch.norms.answer import Maturity
from quaywatch.norms.gaps import life
from quaywatch.norms.gaps.life import Plan, Refusal, Refused
from tests.node.norms.assessing import ANN, BOB, EVA, KIM, SCAN, TODAY, answered, planned

SOON = TODAY + timedelta(days=60)


@pytest.fixture(autouse=True)
def _lacking(node: Node) -> None:
    answered(node, planned(node).id, Maturity.ABSENT)


def found(node: Node) -> Ranking:
    return node.norms.gaps.at("BEANR", TODAY)


def plan(node: Node, requirement: str = "ACC-01", eur: float | None = 2e5) -> None:
    node.norms.gaps.step(
        "BEANR",
        requirement,
        ANN,
        0,
        lambda before, act: life.plan(before, "Jan", SOON, "new gates", act, eur),
    )


def test_what_a_plan_costs_brings_its_gap_before_those_of_unknown_cost(node: Node) -> None:
    assert all(each.eur is None for each in found(node).gaps)
    plan(node)
    first = found(node).gaps[0]
    assert (first.requirement, first.eur) == ("ACC-01", 2e5)
    assert found(node).plans["ACC-01"].owner == "Jan"


def test_a_gap_is_closed_when_somebody_else_has_seen_it(node: Node) -> None:
    plan(node)
    step = node.norms.gaps.step
    step("BEANR", "ACC-01", ANN, 1, lambda before, act: life.close(before, ("E1",), act))
    with pytest.raises(Refused) as refused:
        step("BEANR", "ACC-01", ANN, 2, life.agree)
    assert refused.value.code is Refusal.FOUR_EYES
    step("BEANR", "ACC-01", EVA, 2, life.agree)
    assert found(node).plans["ACC-01"].agreed


def test_a_plan_outlives_the_tables(node: Node) -> None:
    plan(node)
    node.norms.gaps.step(
        "BEANR", "ACC-01", BOB, 1, lambda before, act: life.move(before, SOON, "permits", act)
    )
    before = found(node).plans
    node.rebuild()
    assert found(node).plans == before
    assert [each.actor for each in before["ACC-01"].history] == ["ann", "bob"]


def test_only_the_port_and_the_alliance_plan(node: Node) -> None:
    for_port("BEANR", ANN)
    for_port("BEANR", KIM)
    with pytest.raises(Refused) as refused:
        for_port("BEANR", EVA)
    assert refused.value.code is Refusal.OTHER_PORT


def test_who_comes_too_late_is_told(node: Node) -> None:
    plan(node)
    with pytest.raises(Refused) as refused:
        plan(node)
    assert refused.value.code is Refusal.STALE_VERSION


def test_a_stream_of_a_gap_is_told_from_others() -> None:
    assert life.named(life.stream("BEANR", "ACC-01")) == ("BEANR", "ACC-01")
    assert [life.named(each) for each in ("assessment/BEANR", "gap/BEANR", None)] == [None] * 3
    assert Plan(port="BEANR", requirement=SCAN).version == 0
