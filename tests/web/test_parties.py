"""Parties: found by name, told with reasons, drawn with what lies around them."""

from urllib.parse import quote, urlsplit

import pytest
from playwright.sync_api import expect

from tests.web import fake_parties
from tests.web.test_axe import violations

HERE = f"#/parties/{quote(fake_parties.FIRM, safe='')}"
AROUND = "What lies around it"


def party(watched, at=HERE):
    """Sign in on the page of a party, its drawing made."""
    page = watched.sign_in("officer", at)
    page.locator("[data-spot]").first.wait_for()
    return page


def test_an_officer_finds_a_party_by_name_and_opens_it_by_keyboard(open_page):
    page = open_page().work_list()
    page.keyboard.press("n")
    expect(page.get_by_text("Write a name, or part of one")).to_be_visible()
    page.get_by_label("Name", exact=True).fill("solkenmoor")
    page.keyboard.press("Enter")
    row = page.get_by_role("row").filter(has_text="Solkenmor Import")
    for said in ("Consignee, Notify party", "14", "2 Mar 2026"):
        expect(row).to_contain_text(said)
    expect(page.get_by_text("There are more than are shown")).to_be_visible()
    row.get_by_role("link").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Solkenmor Import", level=1)).to_be_focused()
    assert page.url.endswith(HERE)


def test_a_party_is_asked_for_once_when_a_link_leads_to_it(open_page):
    watched = open_page()
    page = watched.sign_in("officer", "#/parties?name=solkenmoor")
    page.get_by_role("link", name="Solkenmor Import").first.click()
    page.locator("[data-spot]").first.wait_for()
    asked = [url for url in watched.requests if urlsplit(url).path.endswith(HERE.split("/")[-1])]
    assert len(asked) == 1


def test_a_name_that_nobody_bears_is_said_to_be_so(open_page):
    page = open_page().sign_in("officer", "#/parties?name=zzz")
    expect(page.get_by_text("No party on this node has a name like “zzz”.")).to_be_visible()


def test_a_party_that_is_not_there_is_said_to_be_so(open_page):
    page = open_page().sign_in("officer", "#/parties/nobody")
    expect(page.get_by_role("heading", name="This party is not on the node.")).to_be_visible()


def test_finds_ties_signs_and_spellings_are_told_in_sentences(open_page):
    page = party(open_page())
    near = page.get_by_role("region", name="Finds · Nearness to finds")
    expect(near).to_contain_text("Something was found in 1 consignment of its own.")
    expect(near).to_contain_text("2 of the 3 other parties at this telephone stood in finds")
    expect(near.get_by_role("link", name="Delpex Import")).to_be_visible()
    signs = page.get_by_role("region", name="Signs of a front")
    expect(signs).to_contain_text("A reason to look, no proof.")
    expect(signs).to_contain_text("at an address that 7 other parties share")
    spelled = page.get_by_role("row").filter(has_text="SOLKEN-MOR IMPORT BV").last
    expect(spelled).to_contain_text("31 Dec 2025")


def test_the_latest_consignments_say_what_was_found_and_lead_to_dossiers(open_page):
    page = party(open_page())
    latest = page.get_by_role("region", name="Latest consignments")
    found = latest.get_by_role("row").filter(has_text="QXAL:B0000001")
    expect(found).to_contain_text("● Contraband found")
    expect(latest.get_by_role("row").filter(has_text="QXAL:B0000000")).to_contain_text(
        "not inspected"
    )
    gone = latest.get_by_role("row").filter(has_text="QXAL:B0000002")
    expect(gone).to_contain_text("first mention")
    expect(gone.get_by_role("link")).to_have_count(0)
    found.get_by_role("link").click()
    page.locator("#reasons").wait_for()


def test_why_a_mention_is_of_this_party_is_told_when_asked(open_page):
    watched = open_page()
    page = party(watched)
    assert not [url for url in watched.requests if "/why" in url]
    page.get_by_role("button", name="2 Mar 2026").press("Enter")
    latest = page.get_by_role("region", name="Latest consignments")
    expect(latest.get_by_text("both “+32 3 555 01 23”")).to_be_visible()
    expect(latest).to_contain_text("+4.10 speaks for it")
    expect(latest).to_contain_text("0.70 speaks against it")
    expect(latest).to_contain_text("83.0 %")
    page.get_by_role("button", name="10 Feb 2026").press("Enter")
    expect(latest.get_by_text("This mention joined no earlier one.")).to_be_visible()


def test_the_drawing_is_walked_with_arrows_and_enter_opens_a_party(open_page):
    page = party(open_page())
    around = page.get_by_role("region", name=AROUND)
    own = around.get_by_role("link", name="Party: Solkenmor Import, 1 find")
    own.focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    other = page.evaluate("document.activeElement.getAttribute('aria-label')")
    assert other.startswith("Party: ")
    assert "Solkenmor" not in other
    page.keyboard.press("Enter")
    name = other.removeprefix("Party: ").split(",")[0]
    expect(page.get_by_role("heading", name=name, level=1)).to_be_focused()
    expect(page.get_by_text("It is tied to nobody.")).to_be_visible()


def test_the_drawing_takes_one_stop_of_the_tab_key(open_page):
    page = party(open_page(), f"{HERE}?depth=2")
    assert page.locator("[data-spot][tabindex='0']").count() == 1
    assert page.locator("[data-spot]").count() == 50


def test_the_tables_say_what_the_drawing_shows(open_page):
    page = party(open_page())
    drawn = fake_parties.graph(fake_parties.FIRM, 1)
    for name, rows in (("Nodes", drawn.nodes), ("Ties", drawn.edges)):
        page.get_by_text(f"{name} as a table ({len(rows)})").click()
        table = page.get_by_role("group", name=f"{name} as a table")
        expect(table.get_by_role("row")).to_have_count(len(rows) + 1)
    shown = page.locator("[data-spot]").evaluate_all("all => all.map(one => one.ariaLabel)")
    for node in drawn.nodes:
        assert len([one for one in shown if node.label in one]) == 1
    finder = page.get_by_role("group", name="Nodes as a table").get_by_role("row")
    expect(finder.filter(has_text="Morsolken Fruit")).to_contain_text("● 2")


def test_two_steps_are_drawn_when_asked_and_what_is_left_off_is_said(open_page):
    page = party(open_page())
    expect(page.get_by_text("are left off")).to_have_count(0)
    page.get_by_label("2 steps").check()
    expect(page.get_by_text("12 nodes are left off")).to_be_visible()
    assert page.url.endswith("?depth=2")


def test_a_dossier_s_parties_lead_to_their_pages(open_page):
    page = open_page().work_list()
    page.get_by_role("grid").focus()
    page.keyboard.press("Enter")
    parties = page.get_by_role("region", name="Parties")
    parties.get_by_role("link").click()
    expect(page.get_by_role("heading", name="Solkenmor Import", level=1)).to_be_focused()


@pytest.mark.parametrize("width", [1440, 400])
def test_no_page_of_parties_has_an_obstacle(open_page, width):
    watched = open_page(viewport={"width": width, "height": 900})
    page = watched.sign_in("supervisor", "#/parties?name=sol")
    page.get_by_role("link", name="Solkenmor Import").wait_for()
    assert violations(page) == []
    page.goto(f"{watched.address}/{HERE}?depth=2")
    page.get_by_role("button", name="2 Mar 2026").click()
    page.get_by_text("Probability that both are one").wait_for()
    page.get_by_text("Nodes as a table").click()
    page.get_by_text("Ties as a table").click()
    page.get_by_role("link", name="Party: Solkenmor Import").focus()
    assert violations(page) == []
    assert page.evaluate("document.documentElement.scrollWidth") <= width


@pytest.mark.parametrize(
    ("language", "heading", "sentence"),
    [
        ("fr", "Derniers envois", "2 des 3 autres parties à ce téléphone"),
        ("nl", "Laatste zendingen", "2 van de 3 andere partijen op dit telefoonnummer"),
        ("es", "Últimos envíos", "2 de las 3 otras partes con este teléfono"),
    ],
)
def test_the_page_of_a_party_speaks_the_language_chosen(open_page, language, heading, sentence):
    page = party(open_page())
    page.get_by_label("Language").select_option(language)
    expect(page.get_by_role("heading", name=heading)).to_be_visible()
    expect(page.get_by_text(sentence)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth") <= 1440
