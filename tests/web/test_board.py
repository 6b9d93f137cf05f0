"""The officers' board and the page of one inspection, by keyboard and by thumb."""

import re
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from quaywatch.cargo import InspectionKind, MovementKind, OverrideReason
from quaywatch.cli.demonstration.people import add_people
from quaywatch.inspections import Status
from quaywatch.node import Description, Node, Wish
from quaywatch.node.board import Place
from tests.api.test_board import JPEG
from tests.node.making import DAY, NUMBERS, consignment, filing, movement
from tests.web import real_node
from tests.web.conftest import watching
from tests.web.profiles.conftest import shown
from tests.web.serving import serving
from tests.web.test_axe import violations


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    with Node.open(tmp_path / "node.sqlite", clock=lambda: DAY) as opened:
        opened.describe(Description(name="Antwerp", simulated=True))
        numbers = NUMBERS[:8]
        plans = tuple(
            movement(n, MovementKind.GATE_OUT, DAY + timedelta(hours=2 + i * 5), "planned")
            for i, n in enumerate(numbers)
        )
        bills = [consignment(f"BL{n}", (n,), arrival=DAY) for n in numbers]
        opened.intake(filing(*bills, movements=plans))
        opened.plan_day()
        add_people(opened)
        yield opened


@pytest.fixture
def enter(browser, node: Node) -> Iterator[Callable[..., Page]]:
    """Sign in and stand before the board; a line may break off, for one test is about that."""

    def make(name: str = "officer", at: str = "#/board", **options: object) -> Page:
        page = look(**options).sign_in(name, at)
        page.locator("h1").first.wait_for()
        return page

    serve = serving(real_node.serve(node))
    with serve as address, watching(browser, address, forgiven="ERR_FAILED") as look:
        yield make


def test_an_officer_takes_the_next_box_and_records_it_by_keyboard_alone(enter, node) -> None:
    page = enter()
    page.locator("[data-line]").first.wait_for()
    page.keyboard.press("g")
    expect(page.get_by_role("status")).to_contain_text("is yours")
    expect(page.get_by_role("button", name="Give it back")).to_be_visible()
    page.keyboard.press("o")
    page.keyboard.press("Space")
    expect(page.get_by_role("radio", name="Nothing found")).to_be_checked()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Outcome of")).to_be_visible()
    box = re.search(r"/task/(\w+)", page.url)[1]
    assert node.lines((box,))[0].status == Status.DONE
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="inspections")).to_be_visible()


def test_a_find_takes_a_thumb_a_photo_and_a_place(enter, node, tmp_path) -> None:
    page = enter(viewport={"width": 380, "height": 800}, has_touch=True, is_mobile=True)
    page.get_by_role("button", name="Take the next one").tap()
    page.get_by_text("Contraband found").tap()
    picture = tmp_path / "doors.jpg"
    picture.write_bytes(JPEG)
    page.get_by_label("Photos").set_input_files(picture)
    expect(page.get_by_text("doors.jpg")).to_contain_text("kept")
    page.get_by_label("Substance").fill("cocaine")
    page.get_by_label("Mass in kg").fill("214,5")
    page.get_by_label("Where it was").select_option("evaporator")
    page.get_by_label("Seals as found").fill("A1, B2")
    small = page.evaluate(
        """() => [...document.querySelectorAll('main form button, main label.result')]
          .filter((one) => one.getBoundingClientRect().height < 44).map((one) => one.outerHTML)"""
    )
    assert small == []
    assert page.evaluate("document.documentElement.scrollWidth") <= 380
    shown(page, "task-phone")
    page.get_by_role("button", name="Record outcome").tap()
    expect(page.get_by_role("status")).to_contain_text("recorded")
    expect(page.get_by_text("An inspection spoke against it")).to_be_visible()
    box = re.search(r"/task/(\w+)", page.url)[1]
    outcome = node.board.line(box).record.outcome
    assert (outcome.mass_kg, outcome.seals_before, len(outcome.photos)) == (214.5, ("A1", "B2"), 1)
    assert page.evaluate("document.documentElement.scrollWidth") <= 380


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 380)])
def test_board_task_and_plan_show_why_this_box_now_and_so(enter, node, scheme, width) -> None:
    page = enter(
        color_scheme=scheme, viewport={"width": width, "height": 800}, reduced_motion="reduce"
    )
    expect(page.locator(".why").first).to_contain_text("Rank")
    assert violations(page) == []
    page.locator("[data-line]").first.press("Enter")
    for title in ("Why this box", "Why now", "Why this look"):
        expect(page.get_by_role("heading", name=title)).to_be_visible()
    assert violations(page) == []
    shown(page, f"why-{scheme}-{width}")
    kind = node.board.view(Place(), DAY.date()).lines[0].order.kind
    page.goto(f"{page.url.partition('#')[0]}#/plan?kind={kind}")
    page.get_by_role("button", name="Why").first.press("Enter")
    expect(page.get_by_role("dialog")).to_contain_text("Rank")
    assert violations(page) == []
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    assert page.evaluate("document.documentElement.scrollWidth") <= width


def test_an_officers_own_order_shows_its_coded_reason(enter, node) -> None:
    opening = Wish(kind=InspectionKind.OPEN, override=OverrideReason.SEAL)
    line = node.board.view(Place(), DAY.date()).lines[0]
    node.order(line.box_id, opening, actor="officer", seen=line.record.version)
    page = enter(at=f"#/task/{line.box_id}")
    expect(page.get_by_text("An officer ordered it: The seal")).to_be_visible()


def test_an_outcome_sent_over_a_bad_line_is_recorded_once(enter, node) -> None:
    page = enter()
    page.get_by_role("button", name="Take the next one").click()
    page.get_by_label("Nothing found").check()
    lost = []

    def lose_the_answer(route) -> None:
        if lost:
            route.continue_()
            return
        lost.append(route.fetch())  # The node has it; the phone never hears.
        route.abort()

    page.route("**/outcome?*", lose_the_answer)
    page.get_by_role("button", name="Record outcome").click()
    expect(page.get_by_role("status")).to_contain_text("recorded")
    assert lost
    assert node.ledger.counts()["box.outcome"] == 1


def test_two_people_let_a_box_go(enter) -> None:
    page = enter()
    page.get_by_role("button", name="Take the next one").click()
    page.get_by_label("Irregularity").check()
    page.get_by_role("button", name="Record outcome").click()
    page.get_by_label("Reason").last.select_option("explained")
    page.get_by_role("button", name="Propose to let it go").click()
    expect(page.get_by_text("A second person has to agree.")).to_be_visible()
    task = page.url.partition("#")[2]
    other = enter("supervisor", f"#{task}")
    other.get_by_role("button", name="Let it go", exact=True).click()
    expect(other.get_by_role("heading", name="May not leave")).to_have_count(0)


@pytest.mark.parametrize("width", [1440, 380])
def test_board_and_task_have_no_obstacle(enter, width: int) -> None:
    page = enter(viewport={"width": width, "height": 900})
    page.locator("[data-line]").first.wait_for()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    shown(page, f"board-{width}")
    page.get_by_role("button", name="Take the next one").click()
    page.get_by_role("button", name="Give it back").wait_for()
    for fold in ("Hand over", "Put it off", "Leave it out"):
        page.get_by_text(fold, exact=True).first.click()
    page.get_by_label("Contraband found").check()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    shown(page, f"task-{width}")
