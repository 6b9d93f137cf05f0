"""The weekly letter to a carrier or forwarder: its scorecard in its own language."""

from quaywatch.scorecards.letter.content import LANGUAGES, letter

__all__ = ["LANGUAGES", "letter"]
