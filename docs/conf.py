"""How the documentation is built: offline, without warnings, its reference taken from the code."""

import logging
import sys
from importlib.metadata import version as installed
from pathlib import Path
from tempfile import TemporaryDirectory

from sphinx.application import Sphinx

sys.path.insert(0, str(Path(__file__).parent))

import _reference
import _tutorial

project = "Quaywatch"
author = "The Quaywatch contributors"
copyright = f"2026, {author}"  # Sphinx asks for this name
release = version = installed("quaywatch")

extensions = ["myst_parser"]
myst_enable_extensions = ["deflist", "colon_fence"]
myst_heading_anchors = 3
exclude_patterns = ["_build", "examples"]
suppress_warnings = ["myst.header"]

html_theme = "furo"
html_title = "Quaywatch"
html_copy_source = False
html_show_sourcelink = False


# The tutorial opens a ledger; its migrations are no news for whoever builds the pages.
logging.getLogger("alembic").setLevel(logging.WARNING)


def setup(app: Sphinx) -> None:
    """Fill pages with what the code says of itself and what the tutorial's code prints."""
    app.connect("source-read", _fill)


def _fill(_app: Sphinx, name: str, source: list[str]) -> None:
    source[0] = _reference.fill(source[0])
    if name == "tutorial":
        with TemporaryDirectory() as folder:
            source[0] = _tutorial.with_output(source[0], Path(folder))
