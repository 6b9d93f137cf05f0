"""Seeded tests are run by two people and seen by nobody else; what stands out says why."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from playwright.sync_api import Locator, Page, expect

from quaywatch.cli.demonstration.people import add_people
from quaywatch.node import Description, Node
from quaywatch.strategy.warning import Find, Periods, Watched, watch
from tests.node.auditing.test_auditing import PLANTED as TOLD
from tests.node.making import DAY
from tests.web.test_axe import violations

Enter = Callable[..., Page]
TODAY = DAY.date()
PLANTED = msgspec.structs.replace(TOLD, second="supervisor")


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    with Node.open(tmp_path / "node.sqlite", clock=lambda: DAY) as opened:
        opened.describe(Description(name="Antwerp", simulated=True))
        add_people(opened)
        yield opened


def _tests(page: Page) -> Locator:
    return page.get_by_role("region", name="Seeded tests")


def test_a_test_is_put_down_by_keys_and_confirmed_by_the_person_it_names(
    enter: Enter, node: Node
) -> None:
    page = enter("coordinator", "#/audits")
    page.get_by_text("Put a test down").first.press("Enter")
    said = {
        "Port (UN/LOCODE)": "BEANR",
        "Container or booking": "MSKU1234565",
        "Way of hiding set on": PLANTED.made_on.isoformat(),
        "To be refreshed by": PLANTED.refresh_due.isoformat(),
        "Second person (account)": "supervisor",
    }
    for label, value in said.items():
        _tests(page).get_by_label(label).fill(value)
    _tests(page).get_by_role("button", name="Put a test down").press("Enter")
    own = _tests(page).get_by_role("article", name="MSKU1234565")
    expect(own).to_contain_text("awaits the second person")
    expect(own.get_by_role("button", name="Confirm")).to_have_count(0)
    other = enter("supervisor", "#/audits")
    _tests(other).get_by_role("button", name="Confirm").press("Enter")
    expect(_tests(other).get_by_role("article")).to_contain_text("runs")
    (test,) = node.auditing.tests("supervisor").own
    assert (test.first, test.standing.value) == ("coordinator", "open")


def test_who_is_not_one_of_the_two_sees_that_a_test_runs_and_nothing_of_it(
    enter: Enter, node: Node
) -> None:
    node.auditing.register(PLANTED, "coordinator")
    page = enter("analyst", "#/audits")
    expect(_tests(page)).to_contain_text("Running now: 1.")
    expect(_tests(page).get_by_role("article")).to_have_count(0)
    expect(_tests(page)).not_to_contain_text("MSKU1234565")


def test_a_result_is_reported_by_one_and_closed_by_the_other(enter: Enter, node: Node) -> None:
    test = node.auditing.register(PLANTED, "coordinator")
    node.auditing.confirm(test.name, actor="supervisor", seen=test.version)
    page = enter("coordinator", "#/audits")
    own = _tests(page).get_by_role("article")
    expect(own.get_by_role("button", name="Not found")).to_be_disabled()
    own.get_by_label("Looked at on").fill(TODAY.isoformat())
    own.get_by_role("button", name="Not found").press("Enter")
    expect(own).to_contain_text("result awaits the other")
    other = enter("supervisor", "#/audits")
    closing = _tests(other).get_by_role("article")
    expect(closing).to_contain_text("Reported as not found on 2 Mar 2026")
    closing.get_by_role("button", name="Agree and close").press("Enter")
    expect(_tests(other).get_by_role("row").filter(has_text="Hidden load")).to_contain_text(
        "0 of 1"
    )


@pytest.mark.parametrize("language", ["en", "fr", "nl", "es"])
def test_a_running_test_has_no_obstacle(enter: Enter, node: Node, language: str) -> None:
    test = node.auditing.register(PLANTED, "coordinator")
    node.auditing.confirm(test.name, actor="supervisor", seen=test.version)
    page = enter("supervisor", "#/audits", viewport={"width": 380, "height": 900})
    page.evaluate(f"localStorage.setItem('quaywatch.language', '{language}')")
    page.reload()
    expect(page.get_by_role("article", name="MSKU1234565")).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 380
    assert violations(page) == []


def test_what_stands_out_names_port_country_and_cover_and_what_it_rests_on(
    enter: Enter, node: Node, monkeypatch: pytest.MonkeyPatch
) -> None:
    finds = tuple(
        Find(
            name=f"box{n}", day=TODAY - timedelta(days=n + 1), port="BEANR", route="SR", cover="08"
        )
        for n in range(9)
    )
    seen = watch(finds, Periods(until=TODAY))

    def warnings(*_asked: object) -> Watched:
        return seen

    monkeypatch.setattr(node.auditing, "warnings", warnings)
    page = enter("officer", "#/audits")
    told = page.get_by_role("region", name="What stands out")
    for series in (
        "Port BEANR",
        "From Suriname",
        "Cover load of chapter 08",
        "BEANR, from Suriname",
    ):
        expect(told).to_contain_text(series)
    expect(told.get_by_role("link", name="find 1").first).to_have_attribute("href", "#/box/box8")
    expect(told).to_contain_text("finds behind it: 9")
    assert violations(page) == []
