"""A gap is planned and seen closed by keyboard; other regimes and the report are at hand."""

from playwright.sync_api import Page, expect

from quaywatch.node import Node
from tests.node.making import DAY
from tests.web.test_norms import Enter, enter, node

__all__ = ["enter", "node"]


def opened(page: Page) -> str:
    """Open the plan of the first gap by keyboard; return its requirement."""
    page.get_by_role("row").nth(1).wait_for()
    page.keyboard.press("j")
    button = page.get_by_role("row").nth(1).get_by_role("button")
    expect(button).to_be_focused()
    name = page.get_by_role("row").nth(1).get_by_role("link").inner_text()
    button.press("Enter")
    page.get_by_role("dialog").wait_for()
    return name


def test_a_gap_is_planned_put_off_closed_and_seen_closed_by_a_peer(
    node: Node, enter: Enter
) -> None:
    page = enter("assessor", "#/gaps/BEANR")
    name = opened(page)
    dialog = page.get_by_role("dialog")
    owner = dialog.get_by_label("Who closes it")
    expect(owner).to_be_focused()
    owner.fill("Terminal board")
    dialog.get_by_label("By when").fill("2026-09-30")
    dialog.get_by_label("Cost in euros").fill("1000")
    dialog.get_by_label("What is to be done").fill("New readers at the gates.")
    dialog.get_by_role("button", name="Plan it").press("Enter")
    expect(dialog.get_by_text("Terminal board")).to_be_visible()
    dialog.get_by_label("Another day").fill("2026-12-31")
    dialog.get_by_label("Why it takes longer").fill("No supplier.")
    dialog.get_by_role("button", name="Put it off").press("Enter")
    expect(dialog.get_by_text("No supplier.")).to_be_visible()
    shown = dialog.get_by_label("What shows it")
    shown.fill("E1")
    shown.press("Enter")
    expect(dialog.get_by_text("Somebody else has to have seen it.")).to_be_visible()
    dialog.get_by_role("button", name="I have seen it").press("Enter")
    expect(dialog.get_by_role("alert")).to_have_text("Somebody else has to see that it is closed.")
    page = enter("colleague", "#/gaps/BEANR")
    row = page.get_by_role("row").filter(has_text=name)
    row.get_by_role("button").press("Enter")
    page.get_by_role("button", name="I have seen it").press("Enter")
    expect(page.get_by_role("dialog").get_by_text("seen closed", exact=False)).to_be_visible()
    plan = node.norms.gaps.at("BEANR", DAY.date()).plans[name]
    assert (plan.agreed, plan.moves, len(plan.history)) == (True, 1, 4)


def test_a_reader_sees_the_order_and_plans_nothing(enter: Enter) -> None:
    page = enter("officer", "#/gaps/BEANR")
    opened(page)
    dialog = page.get_by_role("dialog")
    expect(dialog.get_by_role("button")).to_have_count(1)


def test_one_assessment_is_read_by_other_regimes(enter: Enter) -> None:
    page = enter("coordinator", "#/norms/NLRTM")
    page.get_by_role("heading", name="(NLRTM)").wait_for()
    page.keyboard.press("r")
    isps = page.get_by_role("region", name="ISPS Code")
    expect(isps.get_by_text("shown in full").first).to_be_visible()
    for _ in range(3):
        page.keyboard.press("j")
    expect(page.get_by_role("heading", name="AEO security")).to_be_focused()
    isps.get_by_role("link").first.press("Enter")
    expect(page.get_by_role("heading", name="at NLRTM")).to_be_visible()


def test_the_ministers_report_comes_in_the_readers_language_by_one_key(enter: Enter) -> None:
    page = enter("coordinator", "#/norms/NLRTM")
    page.get_by_role("heading", name="(NLRTM)").wait_for()
    with page.expect_download() as download:
        page.keyboard.press("d")
    assert download.value.suggested_filename == "NLRTM-en.pdf"
