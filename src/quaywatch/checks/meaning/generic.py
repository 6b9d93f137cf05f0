"""Descriptions made of generic words alone: `various plastic articles`, `Autoteile`.

Words are of four kinds: heads, which any goods may be called by (`products`, `onderdelen`);
words for a whole trade, which say nothing when they stand alone (`machinery`); words of a trade
(`agricultural`), which do not make a head tell more; and neutral ones (`various`, `as per`).
"""

from functools import cache, lru_cache

from quaywatch.checks.data import rows
from quaywatch.checks.meaning.features import words_of

_GOODS = "goods"
_ENDINGS = "aeosn"
"""Letters that plural, gender and case add in the six languages."""
_MOST_ENDINGS = 2
_SHORTEST = 4
_JOINTS = ("", "s", "n", "en", "e")
"""What languages that join words put between the parts."""


def _stem(word: str) -> str:
    for _ in range(_MOST_ENDINGS):
        if len(word) > _SHORTEST and word[-1] in _ENDINGS:
            word = word[:-1]
    return word


@cache
def _kinds() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows("generic_words.csv"):
        for word in words_of(row["words"]):
            if row["kind"] != _GOODS:
                found.setdefault(_stem(word), set()).add(row["kind"])
    return {word: frozenset(kinds) for word, kinds in found.items()}


@cache
def _heads_that_join() -> tuple[str, ...]:
    """Return heads of languages that join words, longest first."""
    heads = {
        word
        for row in rows("generic_words.csv")
        if row["kind"] == "head" and row["language"] in {"nl", "de"}
        for word in words_of(row["words"])
        if len(word) >= _SHORTEST
    }
    return tuple(sorted(heads, key=lambda word: (-len(word), word)))


@cache
def _goods() -> frozenset[str]:
    """Return words that name goods, though their stem is that of a generic word."""
    named = (row["words"] for row in rows("generic_words.csv") if row["kind"] == _GOODS)
    return frozenset(word for words in named for word in words_of(words))


@lru_cache(maxsize=1 << 14)
def _kinds_of(word: str) -> frozenset[str]:
    if word in _goods():
        return frozenset()
    known = _kinds().get(_stem(word))
    if known is not None:
        return known
    for head in _heads_that_join():
        start = word.removesuffix(head)
        if start != word and any(
            {"sector", "neutral"} & _kinds().get(_stem(start.removesuffix(joint)), frozenset())
            for joint in _JOINTS
        ):
            return frozenset({"head"})
    return frozenset()


def says_nothing(words: tuple[str, ...]) -> bool:
    """Whether words that `core` left name no goods in particular."""
    heads = trades = sectors = 0
    for word in words:
        kinds = _kinds_of(word)
        if not kinds:
            return False
        heads += "head" in kinds
        trades += "alone" in kinds
        sectors += "neutral" not in kinds and "head" not in kinds and "alone" not in kinds
    telling = any(len(word) >= _SHORTEST for word in words)
    return bool(heads) or (telling and not sectors and trades <= 1)
