"""What is left of a description when the habits of shipping are taken off it."""

from functools import cache, lru_cache

from quaywatch.checks.data import rows
from quaywatch.checks.meaning.features import words_of


@cache
def _packages() -> frozenset[str]:
    return frozenset(word for row in rows("package_words.csv") for word in words_of(row["word"]))


@cache
def _phrases() -> dict[str, list[tuple[str, ...]]]:
    """Return what shipping adds to any goods, by first word, longest first."""
    found: dict[str, set[tuple[str, ...]]] = {}
    for row in rows("boilerplate.csv"):
        for phrase in row["phrases"].split(";"):
            words = tuple(words_of(phrase))
            if words:
                found.setdefault(words[0], set()).add(words)
    return {first: sorted(known, key=lambda p: (-len(p), p)) for first, known in found.items()}


@lru_cache(maxsize=1 << 14)
def core(text: str) -> tuple[str, ...]:
    """Return the words that speak of the goods: `20 PALLETS STC PARTS` leaves `parts`.

    Phrases of shipping go wherever they stand, kinds of packages only in front of the goods,
    where they are counted; where nothing else is said, nothing is left.
    """
    words = words_of(text)
    known, packages = _phrases(), _packages()
    left: list[str] = []
    at = 0
    while at < len(words):
        phrases = known.get(words[at], ())
        taken = next((p for p in phrases if tuple(words[at : at + len(p)]) == p), None)
        if taken is None and (left or words[at] not in packages):
            left.append(words[at])
        at += len(taken or words[at : at + 1])
    return tuple(left)
