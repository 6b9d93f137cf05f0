"""Risk profiles and watch lists as data: written, tested and met with batches of consignments."""

from quaywatch.rules.book import MATCH_SCHEMA, RuleBook
from quaywatch.rules.error import RuleError
from quaywatch.rules.examples import Trial
from quaywatch.rules.language import ExpressionError
from quaywatch.rules.loading import load
from quaywatch.rules.profile import Example, Profile
from quaywatch.rules.text import Texts
from quaywatch.rules.watch import Entry, Target, WatchList

__all__ = [
    "MATCH_SCHEMA",
    "Entry",
    "Example",
    "ExpressionError",
    "Profile",
    "RuleBook",
    "RuleError",
    "Target",
    "Texts",
    "Trial",
    "WatchList",
    "load",
]
