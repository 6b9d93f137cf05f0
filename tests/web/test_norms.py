"""The pages of the standard: a whole assessment by keyboard, over a line that breaks."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from quaywatch.api.accounts import Account, Accounts
from quaywatch.api.permissions import Role
from quaywatch.cli.demonstration.assessing import assess
from quaywatch.cli.demonstration.people import add_people
from quaywatch.node import Description, Node
from quaywatch.node.norms import Speaker
from quaywatch.norms.answer import Answer, Applies, Maturity
from tests.node.making import DAY
from tests.web import real_node
from tests.web.conftest import watching
from tests.web.serving import serving
from tests.web.test_axe import violations

Enter = Callable[..., Page]
CUT = "ERR_INTERNET_DISCONNECTED"
COLLEAGUE = Speaker(actor="colleague", port="BEANR")


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    """The demo's ports, with an assessor and a colleague in Antwerp."""
    with Node.open(tmp_path / "node.sqlite", clock=lambda: DAY) as opened:
        opened.describe(Description(name="Antwerp", simulated=True))
        assess(opened, DAY.date())
        add_people(opened)
        people = Accounts(opened.ledger.engine)
        account = Account("colleague", "Cas Colleague", Role.ASSESSOR, "en", "port/BEANR")
        people.create(account, "colleague-demo")
        yield opened


@pytest.fixture
def enter(browser: Browser, node: Node) -> Iterator[Enter]:
    """Sign in; a line that is cut on purpose is no complaint."""
    with (
        serving(real_node.serve(node)) as address,
        watching(browser, address, forgiven=CUT) as make,
    ):
        yield lambda name, at="", **options: make(**options).sign_in(name, at)


def planned(page: Page, level_asked: str = "baseline") -> str:
    """Plan an assessment by keyboard, at the first level or another; return its name."""
    page.get_by_role("heading", name="Where ports stand").wait_for()
    page.keyboard.press("a")
    level = page.get_by_label("Asked")
    level.wait_for()
    level.select_option(level_asked)
    level.press("Enter")
    page.get_by_role("button", name="Plan", exact=True).press("Enter")
    heading = page.get_by_role("heading", name="Assessment BEANR")
    heading.wait_for()
    return heading.inner_text().removeprefix("Assessment ")


def line(page: Page) -> Locator:
    """What the form says of the way to the node."""
    return page.locator("header p[role=status]")


def on_node(page: Page) -> None:
    expect(line(page)).to_have_text("All answers are on the node.")


def question(page: Page) -> str:
    """Wait until a question has the focus, and return which."""
    heading = page.locator("h2#question")
    expect(heading).to_be_focused()
    return heading.locator(".fixed").inner_text()


def test_a_new_assessor_answers_a_whole_assessment_by_keyboard(node: Node, enter: Enter) -> None:
    page = enter("assessor")
    name = planned(page, "target")
    asked = [one.id for one in node.norms.editions.catalogue().requirements]
    page.keyboard.press("3")
    on_node(page)
    page.keyboard.press("b")
    kind = page.get_by_label("Sort")
    expect(kind).to_be_focused()
    kind.select_option("observation")
    note = page.get_by_role("form", name="Add evidence").get_by_label("Note")
    note.fill("The act hangs in the office.")
    note.press("Enter")
    expect(page.get_by_text("The act hangs in the office.")).to_be_visible()
    on_node(page)
    keys = ["1", "2", "3", "4", "u"]
    for place, each in enumerate(asked[1:]):
        page.keyboard.press("g")
        assert question(page) == each
        page.keyboard.press(keys[place % len(keys)])
    page.keyboard.press("k")
    before = question(page)
    page.keyboard.press("x")
    why = page.get_by_label("Why it does not apply")
    expect(why).to_be_focused()
    why.fill("There is no such quay.")
    page.keyboard.press("Escape")
    expect(page.locator("h2#question")).to_be_focused()
    on_node(page)
    expect(page.get_by_text(f"{len(asked)} of {len(asked)} answered")).to_be_visible()
    made = node.norms.desk.read(name)
    assert sorted(made.stated) == sorted(asked)
    assert made.stated[asked[0]].answer.evidence == ("E1",)
    assert made.stated[before].answer.said is Applies.NOT_APPLICABLE
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="(BEANR)")).to_be_visible()


def test_what_is_answered_without_a_line_is_kept_and_sent_when_it_is_back(
    node: Node, enter: Enter
) -> None:
    page = enter("assessor")
    name = planned(page)
    page.context.set_offline(True)
    page.keyboard.press("3")
    page.keyboard.press("j")
    second = question(page)
    page.keyboard.press("2")
    expect(line(page)).to_contain_text("2 answers wait in this browser")
    assert not node.norms.desk.read(name).stated
    page.context.set_offline(False)
    on_node(page)
    made = node.norms.desk.read(name)
    assert (len(made.stated), made.stated[second].answer.said) == (2, Maturity.PARTLY)


def test_drafts_outlive_the_window_and_who_came_first_is_shown(node: Node, enter: Enter) -> None:
    page = enter("assessor")
    name = planned(page)
    first = page.locator("h2#question .fixed").inner_text()
    page.context.set_offline(True)
    page.keyboard.press("3")
    expect(line(page)).to_contain_text("1 answer waits")
    said = Answer(requirement=first, said=Maturity.BEGUN)
    node.norms.desk.answer(name, said, COLLEAGUE, 0)
    page.context.set_offline(False)
    page.reload()
    clash = page.get_by_role("alert")
    expect(clash).to_contain_text("colleague answered this meanwhile: begun")
    expect(clash).to_contain_text("Yours: in place everywhere")
    assert node.norms.desk.read(name).stated[first].answer.said is Maturity.BEGUN
    page.keyboard.press("m")
    on_node(page)
    stated = node.norms.desk.read(name).stated[first]
    assert (stated.answer.said, stated.stated.by) == (Maturity.DONE, "assessor")


def test_a_colleague_confirms_and_a_coordinator_settles(node: Node, enter: Enter) -> None:
    page = enter("assessor")
    name = planned(page)
    first = page.locator("h2#question .fixed").inner_text()
    page.keyboard.press("2")
    on_node(page)
    page = enter("colleague", f"#/assessment/{name}")
    page.locator("h2#question").wait_for()
    page.keyboard.press("c")
    expect(page.get_by_text("confirmed by colleague")).to_be_visible()
    page = enter("officer", f"#/assessment/{name}")
    page.locator("h2#question").wait_for()
    page.keyboard.press("a")
    why = page.get_by_label("Why")
    expect(why).to_be_focused()
    why.fill("Nobody was there at night.")
    page.get_by_role("button", name="Object").press("Enter")
    expect(page.get_by_text("Your objection is on record.")).to_be_visible()
    page = enter("coordinator", f"#/assessment/{name}")
    page.get_by_label("Why").fill("So it is.")
    page.get_by_role("button", name="Uphold the objection").press("Enter")
    expect(page.get_by_text("Settled.")).to_be_visible()
    assert node.norms.desk.read(name).disputes[first][-1].upheld


def test_the_matrix_leads_to_a_port_and_down_to_every_step(enter: Enter) -> None:
    page = enter("officer")
    page.keyboard.press("8")
    row = page.get_by_role("row").filter(has_text="NLRTM").first
    expect(row).to_contain_text("of them on a peer")
    row.get_by_role("link", name="NLRTM").press("Enter")
    page.get_by_role("heading", name="(NLRTM)").wait_for()
    page.keyboard.press("g")
    gaps = page.get_by_role("region", name="In the order of risk removed")
    gaps.get_by_role("link").first.press("Enter")
    expect(page.get_by_role("heading", name="at NLRTM")).to_be_visible()
    expect(page.get_by_text("assessor.nlrtm").first).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="(NLRTM)")).to_be_visible()
    page.keyboard.press("Escape")
    expect(page.get_by_role("heading", name="Where ports stand")).to_be_visible()


def test_a_requirement_gets_an_owner_and_a_port_its_papers(enter: Enter) -> None:
    page = enter("coordinator", "#/norm/SCN-06")
    page.get_by_label("Name the owner").fill("Scanning board")
    page.get_by_label("Name the owner").press("Enter")
    expect(page.get_by_text("Scanning board, since")).to_be_visible()
    page.goto(page.url.partition("#")[0] + "#/norms/DEHAM")
    with page.expect_download() as download:
        page.get_by_role("link", name="Spreadsheet DEHAM").first.click()
    assert download.value.suggested_filename.endswith(".xlsx")


@pytest.mark.parametrize("width", [1440, 380])
def test_no_page_of_the_standard_has_an_obstacle(enter: Enter, node: Node, width: int) -> None:
    page = enter("assessor", viewport={"width": width, "height": 900})
    open_ = next(one for one in node.norms.standings.assessments("BEANR") if one.stage == "open")
    home = page.url.partition("#")[0]
    for at, heading in (
        ("#/norms", "Where ports stand"),
        ("#/norms/BEANR", "(BEANR)"),
        ("#/norm/SCN-06?port=BEANR", "Requirement SCN-06"),
        (f"#/assessment/{open_.assessment}", "Assessment BEANR"),
        ("#/standard", "The standard"),
        ("#/gaps/BEANR", "Gaps of"),
        ("#/regimes/BEANR", "Other regimes"),
    ):
        page.goto(home + at)
        page.get_by_role("heading", name=heading, exact=False).first.wait_for()
        assert violations(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") <= width
