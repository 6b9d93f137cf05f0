"""The list of risk profiles: where each stands, what it costs and what it brings."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from quaywatch.api.profile_shapes import ProfileText
from quaywatch.api.profiles import profile
from quaywatch.cargo import MovementKind
from quaywatch.cli.demonstration.people import add_people
from quaywatch.node import Description, Node
from tests.api.profile_texts import TEXTS, text
from tests.node.making import DAY, NUMBERS, consignment, filing, movement
from tests.web import real_node
from tests.web.conftest import Watched
from tests.web.serving import serving
from tests.web.test_axe import violations


@pytest.fixture
def node(tmp_path: Path) -> Iterator[Node]:
    with Node.open(tmp_path / "node.sqlite", clock=lambda: DAY) as opened:
        opened.describe(Description(name="Antwerp", simulated=True))
        leaving = movement(NUMBERS[0], MovementKind.GATE_OUT, DAY + timedelta(days=3), "planned")
        opened.intake(filing(consignment(arrival=DAY), movements=(leaving,)))
        opened.plan_day()
        add_people(opened)
        yield opened


@pytest.fixture
def written(node: Node) -> Node:
    """A node with one profile that is watched and one that was only written."""
    titles = {**TEXTS, "en": "Bananas again", "nl": "Weer bananen"}
    life = node.profiles.draft(profile(ProfileText(**text(title=titles))), actor="ann", seen=0)
    for step in (node.profiles.examine, node.profiles.backtest, node.profiles.shadow):
        life = step("mine", actor="ann", seen=life.version)
    node.profiles.draft(profile(ProfileText(**text("other"))), actor="bob", seen=0)
    return node


@pytest.fixture
def enter(browser, node: Node) -> Iterator[Callable[..., Page]]:
    """Sign in; at the end no page may have complained or gone outside."""
    opened: list[Watched] = []
    with serving(real_node.serve(node)) as address:

        def make(name: str, at: str = "", **options: object) -> Page:
            settings = {"locale": "en-GB", "viewport": {"width": 1440, "height": 900}} | options
            opened.append(Watched(browser.new_context(**settings).new_page(), address))
            return opened[-1].sign_in(name, at)

        yield make
        for watched in opened:
            watched.page.context.close()
    assert [w.complaints for w in opened if w.complaints] == []
    assert [w.outside() for w in opened if w.outside()] == []


def test_the_list_tells_stage_cost_yield_with_interval_and_end(written: Node, enter) -> None:
    page = enter("officer")
    page.keyboard.press("u")
    expect(page.get_by_role("heading", name="Risk profiles")).to_be_visible()
    watched = page.get_by_role("row").filter(has_text="Bananas again")
    for said in ("watched", "0.000 % to 100.0 %", "31 Dec", "ann"):
        expect(watched).to_contain_text(said)
    expect(page.get_by_role("row").filter(has_text="bob")).to_contain_text("drafted")


def test_where_nothing_was_written_the_page_says_so(enter) -> None:
    page = enter("analyst", "#/profiles")
    expect(page.get_by_text("Nobody has written a profile here yet")).to_be_visible()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1440, 400])
def test_the_list_has_no_obstacle(written: Node, enter, scheme: str, width: int) -> None:
    page = enter(
        "officer",
        "#/profiles",
        color_scheme=scheme,
        viewport={"width": width, "height": 900},
        reduced_motion="reduce",
    )
    page.get_by_role("rowheader").first.wait_for()
    assert violations(page) == []
    wide = page.evaluate("document.documentElement.scrollWidth")
    assert wide <= width


@pytest.mark.parametrize(
    ("language", "title", "stage"),
    [
        ("fr", "Profils de risque", "observé"),
        ("nl", "Risicoprofielen", "gevolgd"),
        ("es", "Perfiles de riesgo", "en observación"),
    ],
)
def test_the_list_speaks_the_language_chosen(
    written: Node, enter, language: str, title: str, stage: str
) -> None:
    page = enter("officer", "#/profiles")
    page.get_by_label("Language").select_option(language)
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="ann")).to_contain_text(stage)
