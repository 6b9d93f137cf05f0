"""The pages of models: the list, and one with its backtest, drift, ranking, seal and steps."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import expect

from quaywatch.cli.demonstration.people import add_people
from quaywatch.node import Description, Node
from quaywatch.scans.emptiness.known import shipped, write
from tests.node.making import DAY
from tests.node.teaching import inspected, proposed, taught
from tests.web.test_axe import violations


@pytest.fixture(scope="module")
def node(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Node]:
    """A node with a model in force and one that was proposed to take its place."""
    where: Path = tmp_path_factory.mktemp("models") / "node.sqlite"
    with Node.open(where, clock=lambda: DAY) as opened:
        opened.describe(Description(name="Antwerp", simulated=True))
        life = proposed(taught(opened))
        opened.models.approve(life.model_id, actor="bob", seen=life.version)
        opened.take_over(inspected(opened, first=100, surprises=3))
        proposed(opened, "cas")
        add_people(opened)
        yield opened


def challenger(node: Node) -> str:
    return next(s.life.model_id for s in node.models.all() if not s.live)


def test_the_list_tells_stage_evidence_and_people(node: Node, enter) -> None:
    page = enter("analyst")
    page.keyboard.press("m")
    expect(page.get_by_role("heading", name="Models")).to_be_visible()
    live = page.get_by_role("row").filter(has_text="approved by bob")
    for said in ("20 finds in 40 inspected", "ann", "in force"):
        expect(live).to_contain_text(said)
    expect(page.get_by_role("row").filter(has_text="cas")).to_contain_text("proposed")
    expect(page.get_by_role("button", name="Train a model")).to_be_visible()


def test_a_model_shows_what_it_would_find_and_who_may_take_the_next_step(node: Node, enter) -> None:
    page = enter("analyst", f"#/models/{challenger(node)}")
    expect(page.get_by_role("row").filter(has_text="By lot")).to_be_visible()
    expect(page.get_by_text("Its bytes and its signature are true.")).to_be_visible()
    expect(page.get_by_role("button", name="Put in force")).to_be_disabled()
    expect(page.get_by_text("not for your role").first).to_be_visible()
    page.get_by_text("Show as a table").first.click()
    expect(page.get_by_role("cell", name="100.0 %").first).to_be_visible()
    page.get_by_text("Model card", exact=True).click()
    expect(page.get_by_text("Judged on later inspections")).to_be_visible()


@pytest.mark.parametrize("width", [1440, 400])
def test_neither_page_has_an_obstacle(node: Node, enter, width: int) -> None:
    page = enter("supervisor", "#/models", viewport={"width": width, "height": 900})
    page.get_by_role("rowheader").first.wait_for()
    assert violations(page) == []
    page.get_by_role("link", name=challenger(node)).click()
    page.get_by_text("Its bytes and its signature are true.").wait_for()
    page.get_by_role("row").filter(has_text="score").first.wait_for()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("language", "title", "stage"),
    [
        ("fr", "Modèles", "en vigueur"),
        ("nl", "Modellen", "geldend"),
        ("es", "Modelos", "en vigor"),
    ],
)
def test_the_list_speaks_the_language_chosen(enter, language: str, title: str, stage: str) -> None:
    page = enter("officer", "#/models")
    page.get_by_label("Language").select_option(language)
    expect(page.get_by_role("heading", name=title)).to_be_visible()
    expect(page.get_by_role("row").filter(has_text="bob")).to_contain_text(stage)


def test_an_analyst_proposes_what_empties_look_like_and_a_supervisor_puts_it_in_force(
    node: Node, enter, tmp_path: Path
) -> None:
    write(shipped(), tmp_path / "own")
    page = enter("analyst", "#/models")
    panel = page.get_by_role("region", name="What empty containers look like")
    expect(panel).to_contain_text("the reference that ships")
    panel.get_by_label("Propose a reference").set_input_files(tmp_path / "own")
    expect(panel).to_contain_text("Somebody else has to put it in force.")
    assert node.empties.now().data == b""
    page = enter("supervisor", "#/models")
    panel = page.get_by_role("region", name="What empty containers look like")
    expect(panel).to_contain_text("analyst proposes")
    expect(panel.get_by_role("button", name="Decline")).to_be_disabled()
    assert violations(page) == []
    panel.get_by_role("button", name="Put in force").click()
    expect(panel).to_contain_text("supervisor put it in force")
    assert node.empties.now().data == (tmp_path / "own").read_bytes()
