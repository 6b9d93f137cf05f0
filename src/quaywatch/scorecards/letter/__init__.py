"""The weekly letter to a carrier or forwarder: its scorecard in its own language."""

from quaywatch.scorecards.letter.content import LANGUAGES, Letter, letter
from quaywatch.scorecards.letter.html import html
from quaywatch.scorecards.letter.pdf import pdf, typeset

__all__ = ["LANGUAGES", "Letter", "html", "letter", "pdf", "typeset"]
