"""Choosing by keys, however slow the machine is."""

from playwright.sync_api import Page

_MOST = 30


def choose(page: Page, option: str) -> None:
    """Bring the list that has the focus to an option, arrow by arrow.

    Letters that are typed count as one word only while they come fast enough.
    """
    for _ in range(_MOST):
        if page.evaluate("document.activeElement.selectedOptions[0].label") == option:
            return
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"no option {option!r}")
