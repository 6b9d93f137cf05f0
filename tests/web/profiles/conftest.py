"""A node with profiles in several stages, and people who look at them in a browser."""

import os
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page

from quaywatch.api.profile_shapes import ProfileText
from quaywatch.api.profiles import profile
from quaywatch.cargo import InspectionKind, MovementKind, Outcome, OutcomeResult, OverrideReason
from quaywatch.cli.demonstration.people import add_people
from quaywatch.node import Description, Node, Wish
from tests.api.profile_texts import TEXTS, text
from tests.node.making import DAY, NUMBERS, Clock, consignment, filing, movement

BANANAS = {**TEXTS, "en": "Bananas again", "nl": "Weer bananen"}


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def node(tmp_path: Path, clock: Clock) -> Iterator[Node]:
    with Node.open(tmp_path / "node.sqlite", clock=clock) as opened:
        opened.describe(Description(name="Antwerp", simulated=True))
        leaving = [
            movement(number, MovementKind.GATE_OUT, DAY + timedelta(days=3), "planned")
            for number in NUMBERS[:3]
        ]
        cargo = ("FRESH BANANAS", "FRESH BANANAS", "STEEL SCRAP")
        bills = [
            consignment(f"BL{i}", NUMBERS[i : i + 1], description=said, arrival=DAY)
            for i, said in enumerate(cargo)
        ]
        opened.intake(filing(*bills, movements=leaving))
        opened.plan_day()
        first = opened.worklist().lines[0]
        order = Wish(kind=InspectionKind.SCAN, override=OverrideReason.OTHER)
        record = opened.order(first.box_id, order, actor="ann", seen=first.version)
        outcome = Outcome(result=OutcomeResult.FOUND)
        opened.outcome(first.box_id, outcome, actor="ann", seen=record.version)
        add_people(opened)
        yield opened


def carried(node: Node, code: str, *steps: str, actor: str = "ann", **more: object) -> int:
    """Write a profile and carry it through these steps; return its version."""
    made = profile(ProfileText(**text(code, **more)))
    life = node.profiles.draft(made, actor=actor, seen=0)
    for step in steps:
        life = getattr(node.profiles, step)(code, actor=actor, seen=life.version)
    return life.version


@pytest.fixture
def written(node: Node) -> Node:
    """A node with one profile that is watched and one that was only written."""
    carried(node, "mine", "examine", "backtest", "shadow", title=BANANAS)
    carried(node, "other", actor="bob")
    return node


def shown(page: Page, name: str) -> None:
    """Keep a picture where one is wanted."""
    folder = os.environ.get("QUAYWATCH_PICTURES")
    if folder:
        main = page.locator("main")
        height = main.evaluate("element => element.scrollHeight") + 120
        size = page.viewport_size or {"width": 1440, "height": 900}
        page.set_viewport_size({"width": size["width"], "height": max(size["height"], height)})
        page.screenshot(path=Path(folder) / f"{name}.png")
        page.set_viewport_size(size)
