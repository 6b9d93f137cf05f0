"""Words that many names share: legal forms, trades in several languages, kinds of street."""

import csv
import io
from functools import cache
from importlib.resources import files

from quaywatch.cargo.identifiers.facts import table


@cache
def meanings(kind: str) -> dict[str, str]:
    """Return by written form, in plain capitals, what the words of one kind stand for.

    Kinds: `legal` (the class of legal form), `word` (trade words, in English), `joining` and
    `street` (words that tell nothing apart; their meaning is empty).
    """
    text = (files("quaywatch.links") / "data" / "words.csv").read_text(encoding="utf-8")
    return {
        row["form"]: row["meaning"]
        for row in csv.DictReader(io.StringIO(text))
        if row["kind"] == kind
    }


@cache
def free_mail() -> frozenset[str]:
    """Return the domains where anybody gets a mailbox for nothing."""
    return frozenset(row["domain"] for row in table("free_mail_domains.csv"))


LEGAL_CLASSES = ("", "company", "private", "public", "partnership")
"""Classes of legal form by number: none told, a company of any kind, one with private shares (BV,
SRL, GmbH, Ltd), with public ones (NV, SA, AG), a partnership or cooperative."""
