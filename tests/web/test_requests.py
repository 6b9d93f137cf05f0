"""Asking filers on the page: from the dossier, through two officers, to what was cured."""

import os
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from quaywatch.api.accounts import Account, Accounts
from quaywatch.api.app import create_app
from quaywatch.api.permissions import Role
from quaywatch.cargo import FilingFunction
from quaywatch.node import Description, Node, RequestQuery
from quaywatch.requests import RequestKind, Wording
from tests.node.making import DAY, NUMBERS, consignment, filing
from tests.web.conftest import Watched, watching
from tests.web.serving import serving
from tests.web.test_axe import violations

LATER = DAY + timedelta(days=30)


@pytest.fixture
def quay(tmp_path: Path) -> Iterator[tuple[str, Node]]:
    """A real node with one vague box ashore, and requests about others in several states."""
    with Node.open(tmp_path / "node.sqlite", clock=lambda: DAY) as node:
        node.describe(Description(name="Antwerp", simulated=True))
        accounts = Accounts(node.ledger.engine)
        for role in (Role.OFFICER, Role.SUPERVISOR, Role.ANALYST):
            accounts.create(Account(role.value, f"The {role}", role, "en"), f"{role}-demo")
        staff = Account("compliance", "Carl", Role.FILER, "en", "carrier/TSTL")
        accounts.create(staff, "compliance-demo")
        fill(node)
        with serving(create_app(node)) as address:
            yield address, node


def fill(node: Node) -> None:
    bills = [
        consignment(f"BL{i}", NUMBERS[i : i + 1], description=text, arrival=LATER)
        for i, text in enumerate(("GENERAL CARGO", "PARTS", "SAMPLES", "FOODSTUFFS"))
    ]
    boxes = node.intake(filing(*bills)).boxes
    for box, kind in ((boxes[1], RequestKind.AMENDMENT), (boxes[2], RequestKind.INFORMATION)):
        talk = node.desk.draft(box, kind, Wording(), actor="officer").request
        node.desk.send(talk.request_id, actor="officer", seen=talk.version)
    cured = consignment("BL1", NUMBERS[1:2], description="BRAKE DISCS OF STEEL", arrival=LATER)
    node.intake(filing(cured, function=FilingFunction.AMENDMENT, reference="M2"))
    stop = node.desk.draft(boxes[3], RequestKind.DO_NOT_LOAD, Wording(), actor="officer").request
    node.desk.propose(stop.request_id, actor="officer", seen=stop.version)


@pytest.fixture
def visit(browser, quay: tuple[str, Node]) -> Iterator[Callable[..., Watched]]:
    with watching(browser, quay[0]) as make:
        yield make


def shown(page: Page, name: str) -> None:
    """Keep a picture where one is wanted."""
    folder = os.environ.get("QUAYWATCH_PICTURES")
    if folder:
        page.screenshot(path=Path(folder) / f"{name}.png", full_page=True)


def to_requests(page: Page) -> None:
    page.keyboard.press("f")
    page.get_by_role("heading", name="Requests to filers").wait_for()
    page.locator("a.row").first.wait_for()


def test_an_officer_asks_from_the_dossier_by_keyboard_alone(visit, quay) -> None:
    page = visit().work_list("#/list?q=BL0")
    page.get_by_role("grid").focus()
    page.keyboard.press("Enter")
    page.locator("#reasons").wait_for()
    page.keyboard.press("a")
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_label("too general")).to_be_checked()
    expect(dialog.get_by_role("radio", name="Request for amendment")).to_be_checked()
    shown(page, "ask")
    dialog.get_by_role("button", name="Draft it").press("Enter")
    page.get_by_role("heading", name="As the filer will read it").wait_for()
    expect(page.get_by_role("article").get_by_text("GENERAL CARGO")).to_be_visible()
    page.keyboard.press("e")
    page.keyboard.press("p")
    expect(page.get_by_label("Language of the filer")).to_have_value("pt")
    expect(page.get_by_text("Pedido de alteração")).to_be_visible()
    page.get_by_label("In your own words").fill("Por favor.")
    expect(page.get_by_role("article").get_by_text("Por favor.")).to_be_visible()
    shown(page, "draft")
    page.keyboard.press("Escape")
    page.keyboard.press("s")
    expect(page.get_by_text("Sent to the filer.").first).to_be_visible()
    expect(page.get_by_role("heading", name="As it was sent")).to_be_visible()
    sent = next(p for p in quay[1].outbox.waiting()[::-1])
    assert "Por favor." in quay[1].outbox.read(sent.position)[1].decode()


def test_a_do_not_load_waits_for_another_officer(visit, quay) -> None:
    own = visit().sign_in("officer", at="#/requests?kind=do_not_load")
    own.locator("a.row").first.click()
    expect(own.get_by_text("Another officer must confirm it")).to_be_visible()
    expect(own.get_by_role("button", name="Confirm and send")).to_have_count(0)
    other = visit().sign_in("supervisor", at="#/requests?kind=do_not_load")
    other.locator("a.row").first.click()
    expect(other.get_by_role("button", name="Confirm and send")).to_be_visible()
    other.keyboard.press("s")
    expect(other.get_by_text("■ Stays ashore")).to_be_visible()
    other.keyboard.press("w")
    other.get_by_label("Reason").fill("It was a mistake.")
    other.get_by_role("button", name="Propose to lift").last.click()
    expect(other.get_by_text("supervisor proposed to lift it")).to_be_visible()
    own.reload()
    own.get_by_role("button", name="Lift it").click()
    own.get_by_label("Reason").fill("Agreed.")
    own.get_by_role("button", name="Lift it").last.click()
    expect(own.get_by_text("Withdrawn. Nothing is due any more.")).to_be_visible()
    expect(own.get_by_text("■ Stays ashore")).to_have_count(0)


def test_what_an_answer_cured_is_shown_and_the_request_is_closed(visit) -> None:
    page = visit().sign_in("officer", at="#/requests?state=assessed")
    page.locator("a.row").first.wait_for()
    page.keyboard.press("j")
    page.keyboard.press("Enter")
    expect(page.get_by_text("cured", exact=False).first).to_be_visible()
    shown(page, "assessed")
    page.keyboard.press("d")
    page.get_by_role("radio", name="satisfied", exact=True).check()
    page.get_by_role("button", name="Close").last.click()
    expect(page.get_by_text("Closed: satisfied.").first).to_be_visible()


def test_an_analyst_reads_and_does_nothing(visit) -> None:
    page = visit().sign_in("analyst", at="#/requests?kind=do_not_load")
    page.locator("a.row").first.click()
    page.get_by_role("heading", name="As the filer will read it").wait_for()
    for name in ("Propose", "Confirm and send", "Withdraw", "Save the draft"):
        expect(page.get_by_role("button", name=name)).to_have_count(0)


@pytest.mark.parametrize("width", [1440, 400])
def test_no_page_of_requests_has_an_obstacle(visit, width: int) -> None:
    watched = visit(viewport={"width": width, "height": 900})
    page = watched.work_list("#/list?q=BL0")
    to_requests(page)
    shown(page, f"list-{width}")
    assert violations(page) == []
    for state in ("assessed", "sent", "proposed"):
        page.goto(f"{watched.address}/#/requests?state={state}")
        page.locator("a.row").first.click()
        page.locator("#steps").wait_for()
        shown(page, f"{state}-{width}")
        assert violations(page) == []
    page.goto(f"{watched.address}/#/list?q=BL0")
    page.locator("[data-index] a").first.click()
    page.locator("#reasons").wait_for()
    page.keyboard.press("a")
    page.get_by_role("button", name="Draft it").wait_for()
    shown(page, f"ask-{width}")
    assert violations(page) == []


@pytest.mark.parametrize("width", [1440, 400])
def test_a_filer_reads_what_it_is_asked_and_answers_with_a_file(visit, quay, width: int) -> None:
    watched = visit(viewport={"width": width, "height": 900}, reduced_motion="reduce")
    page = watched.sign_in("compliance", at="#/inquiries")
    page.get_by_role("button", name="Request for information").click()
    expect(page.get_by_text("SAMPLES")).to_be_visible()
    expect(page.get_by_role("button", name="Do not load")).to_have_count(0)
    page.get_by_label("Your answer").fill("They are shoe samples.")
    packing = {"name": "list.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"}
    page.get_by_label("File").set_input_files(packing)
    shown(page, f"inquiry-{width}")
    assert violations(page) == []
    page.get_by_role("button", name="Send the answer").click()
    expect(page.get_by_text("You answered: They are shoe samples.")).to_be_visible()
    answered = quay[1].requests(RequestQuery(kind="information")).requests[0]
    assert answered.state == "assessed"
    given = next(e for e in answered.history if e.fact.answer is not None)
    assert quay[1].desk.enclosed(answered.request_id, given.position, actor="ann") == b"%PDF"
