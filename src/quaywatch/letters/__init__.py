"""Letters and reports, as a page that stands alone and on paper; what they say is put by others."""

from quaywatch.letters.figures import decimal, percent
from quaywatch.letters.html import html, page
from quaywatch.letters.letter import Letter, Passage, Table
from quaywatch.letters.pdf import pdf, typeset

__all__ = [
    "Letter",
    "Passage",
    "Table",
    "decimal",
    "html",
    "page",
    "pdf",
    "percent",
    "typeset",
]
