"""Signing in, languages, appearance and what the whole page promises."""

import pytest
from playwright.sync_api import expect

BANNER = "Simulated world"
TITLES = {"fr": "Liste de travail", "nl": "Werklijst", "es": "Lista de trabajo"}


def test_a_wrong_password_is_refused_in_words(open_page):
    watched = open_page()
    page = watched.page
    page.goto(watched.address)
    page.get_by_label("User name").fill("officer")
    page.get_by_label("Password", exact=True).fill("wrong")
    page.get_by_role("button", name="Sign in").click()
    expect(page.get_by_role("alert")).to_have_text("User name or password is not right.")


def test_a_demo_account_fills_the_form(open_page):
    watched = open_page()
    page = watched.page
    page.goto(watched.address)
    expect(page.get_by_text(BANNER)).to_be_visible()
    page.get_by_role("button", name="supervisor Supervisor").click()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Supervisor Demo")).to_be_visible()


def test_every_page_of_a_simulated_node_says_so(open_page):
    page = open_page().work_list()
    page.keyboard.press("Enter")
    expect(page.get_by_text(BANNER)).to_be_visible()
    for key in "lpq":
        page.keyboard.press(key)
        expect(page.get_by_text(BANNER)).to_be_visible()


@pytest.mark.parametrize(("language", "title"), TITLES.items())
def test_the_page_speaks_the_language_chosen_and_remembers_it(open_page, language, title):
    page = open_page().work_list()
    page.get_by_label("Language").select_option(language)
    expect(page).to_have_title(f"{title} · Quaywatch")
    assert page.evaluate("document.documentElement.lang") == language
    page.reload()
    expect(page).to_have_title(f"{title} · Quaywatch")


def test_the_first_page_comes_in_the_browser_s_language(open_page):
    watched = open_page(locale="nl-BE")
    watched.page.goto(watched.address)
    expect(watched.page.get_by_role("button", name="Aanmelden")).to_be_visible()


def test_times_are_brussels_time_with_utc_beside(open_page):
    page = open_page().work_list()
    expect(page.locator("header time")).to_contain_text("08:00")
    expect(page.locator("header .clock")).to_have_attribute(
        "title", "Node time, Brussels · 2 Mar 2026, 07:00 UTC"
    )


def test_dark_can_be_chosen_against_the_system(open_page):
    page = open_page(color_scheme="light").work_list()
    page.get_by_label("Appearance").select_option("dark")
    assert page.evaluate("getComputedStyle(document.body).colorScheme") == "dark"
    page.get_by_label("Appearance").select_option("auto")
    assert page.evaluate("getComputedStyle(document.body).colorScheme") == "light"


def test_signing_out_ends_the_session(open_page, node):
    page = open_page().work_list()
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert node[1].sessions == {}


def test_a_session_that_ended_leads_back_to_the_form_at_the_same_address(open_page, node):
    watched = open_page()
    page = watched.work_list("#/list?status=open")
    node[1].sessions.clear()
    page.keyboard.press("r")
    expect(page.get_by_role("button", name="Sign in")).to_be_visible()
    assert page.url.endswith("#/list?status=open")


def test_the_page_asks_nothing_of_anyone_but_its_node(open_page):
    watched = open_page()
    page = watched.sign_in("supervisor")
    page.locator("[data-index] a").first.wait_for()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Show: cuscar QX4711").click()
    page.get_by_role("dialog").get_by_role("group").wait_for()
    page.keyboard.press("Escape")
    for key in "pq?":
        page.keyboard.press(key)
    page.get_by_role("dialog").wait_for()
    assert len(watched.requests) > 10
    assert watched.outside() == []


def test_full_and_free_slots_are_told_in_words(open_page):
    page = open_page().work_list()
    page.keyboard.press("p")
    page.get_by_role("link", name="Open", exact=True).click()
    table = page.get_by_role("table").first
    expect(table.get_by_text("full").first).to_be_visible()
    expect(table.get_by_role("rowheader")).to_have_count(11)


def test_quarantine_shows_the_bytes_as_text(open_page):
    page = open_page().sign_in("supervisor", at="#/quarantine")
    headings = page.get_by_role("main").get_by_role("heading")
    expect(headings.first).to_have_text("Quarantine")
    expect(page.get_by_text("UNT counts 9 segments")).to_be_visible()
    expect(page.get_by_text("␀␁␡ELF…<b>bold</b>")).to_be_visible()
