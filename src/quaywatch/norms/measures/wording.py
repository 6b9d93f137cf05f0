"""What each measure counts, in words: first among what, then what of it."""

import csv
from collections.abc import Mapping
from functools import cache
from importlib.resources import files

LANGUAGES = ("en", "fr", "nl", "es")


@cache
def wordings() -> Mapping[str, Mapping[str, str]]:
    """Return the words by measure and language."""
    text = (files("quaywatch.norms") / "data" / "measures.csv").read_text(encoding="utf-8")
    rows = csv.DictReader(text.splitlines())
    return {row["name"]: {each: row[each] for each in LANGUAGES} for row in rows}
