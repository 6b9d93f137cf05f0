"""Where the browser of the tests is."""

import shutil
from pathlib import Path

from playwright.sync_api import Playwright

NAMES = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    # WebGL is drawn by the processor where there is no graphics card.
    "--enable-unsafe-swiftshader",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def executable(playwright: Playwright) -> str:
    """Return the path of a Chromium: the system's, else Playwright's own.

    Raises:
        RuntimeError: There is none; the message says how to get one.
    """
    for name in NAMES:
        if found := shutil.which(name):
            return found
    own = playwright.chromium.executable_path
    if Path(own).exists():
        return own
    message = "no Chromium found: run `make browser`, or install your system's chromium package"
    raise RuntimeError(message)
