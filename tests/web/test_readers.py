"""The page on readers: who finds how much, what plans are fed with, and who sees whom."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import numpy as np
import pytest
from playwright.sync_api import expect

from quaywatch.cargo import ConcealmentPlace
from quaywatch.cli.demonstration.people import add_people
from quaywatch.inspections.readers.record import InsertingEvent, Insertion, Judged
from quaywatch.node import Description, Node
from quaywatch.node.drafts import Draft, draft
from quaywatch.scans.reading import Region
from quaywatch.scans.verdicts import Says, Verdict
from tests.node.making import DAY
from tests.web.test_axe import violations

DOORS = Region(first_line=2, last_line=9, first_row=4, last_row=12)
SKILL = {"analyst": 0.9, "officer": 0.6}
PLACES = (ConcealmentPlace.BEHIND_DOORS, ConcealmentPlace.AMONG_GOODS, ConcealmentPlace.ROOF)


def _judged(reader: str, number: int, *, found: bool) -> list[Draft]:
    """Return a threat that a reader was shown, and the word on it."""
    digest, at = f"{reader}-{number}", DAY - timedelta(hours=200 - number)
    insertion = Insertion(
        digest=digest,
        reader=reader,
        period="2026-02",
        goods=("II", "XVI")[number % 2],
        place=PLACES[number % 3],
        kg=20.0,
        region=DOORS,
        detectability=30.0,
    )
    verdict = Verdict(says=Says.OPEN if found else Says.CLEAR, seconds=20.0 + number % 9)
    judged = Judged(digest=digest, reader=reader, verdict=verdict, found=found)
    inserted, said = InsertingEvent.INSERTED, InsertingEvent.JUDGED
    return [
        draft(inserted, insertion, key=f"i{digest}", actor=reader, known_at=at),
        draft(said, judged, key=f"j{digest}", actor=reader, known_at=at + timedelta(minutes=1)),
    ]


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    where: Path = tmp_path_factory.mktemp("readers") / "node.sqlite"
    rng = np.random.default_rng(1)
    with Node.open(where, clock=lambda: DAY) as opened:
        opened.describe(Description(name="Antwerp", simulated=True))
        add_people(opened)
        made = [
            each
            for reader, skill in SKILL.items()
            for number in range(90)
            for each in _judged(reader, number, found=bool(rng.random() < skill))
        ]
        opened._queue.append(made).result()
        yield opened


def test_a_supervisor_sees_all_readers_and_whom_to_ask_for_a_second_look(enter) -> None:
    page = enter("supervisor", "#/readers")
    table = page.get_by_role("table").first
    expect(table.get_by_role("rowheader")).to_have_text(["analyst", "officer"])
    page.get_by_role("button", name="officer").click()
    expect(page.get_by_role("region", name="officer").first).to_contain_text("A second look by")
    expect(page.get_by_role("region", name="officer").first).to_contain_text("Section XVI")


def test_an_analyst_sees_nobody_else(enter) -> None:
    page = enter("analyst", "#/readers")
    table = page.get_by_role("table").first
    expect(table.get_by_role("rowheader")).to_have_text(["analyst"])
    expect(page.get_by_text("You see yourself and the machines.")).to_be_visible()
    expect(page.get_by_role("button", name="Insert")).to_have_count(0)


def test_threats_are_switched_on_and_off_by_keys_alone(enter) -> None:
    page = enter("supervisor", "#/readers")
    every = page.get_by_label("One picture in")
    every.focus()
    every.fill("50")
    page.keyboard.press("Enter")
    expect(page.get_by_text("One picture in 50 for each reader")).to_be_visible()
    page.get_by_role("button", name="Stop").press("Enter")
    expect(page.get_by_text("None are inserted.")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 380])
def test_the_page_has_no_obstacle_and_fits_the_width(enter, width: int) -> None:
    page = enter("supervisor", "#/readers", viewport={"width": width, "height": 900})
    expect(page.get_by_role("table").first).to_be_visible()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
