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
_BEGINNINGS = {"sector", "neutral", "head"}
"""What a head may be joined to and still tell nothing."""


def _stem(word: str) -> str:
    for _ in range(_MOST_ENDINGS):
        if len(word) > _SHORTEST and word[-1] in _ENDINGS:
            word = word[:-1]
    return word


def _stems(word: str) -> set[str]:
    """Return the stem of a word, and of its plural: `marchandise` ends otherwise than in `s`."""
    return {_stem(word), _stem(f"{word}s" if len(word) > _SHORTEST else word)}


@cache
def _kinds() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows("generic_words.csv"):
        for word in words_of(row["words"]):
            if row["kind"] != _GOODS:
                for stem in _stems(word):
                    found.setdefault(stem, set()).add(row["kind"])
    return {word: frozenset(kinds) for word, kinds in found.items()}


@cache
def _heads_that_join() -> frozenset[str]:
    """Return the stems of heads of languages that join words."""
    return frozenset(
        stem
        for row in rows("generic_words.csv")
        if row["kind"] == "head" and row["language"] in {"nl", "de"}
        for word in words_of(row["words"])
        if len(word) >= _SHORTEST
        for stem in _stems(word)
    )


@cache
def _goods() -> frozenset[str]:
    """Return words that name goods, though their stem is that of a generic word."""
    named = (row["words"] for row in rows("generic_words.csv") if row["kind"] == _GOODS)
    return frozenset(word for words in named for word in words_of(words))


@lru_cache(maxsize=1 << 14)
def _kinds_of(word: str) -> frozenset[str]:
    if word in _goods():
        return frozenset()
    for spelt in (word, _without_umlaut(word)):
        known = _kinds().get(_stem(spelt))
        if known is not None:
            return known
        if _is_joined(spelt):
            return frozenset({"head"})
    return frozenset()


def _without_umlaut(word: str) -> str:
    """Return a word as `words_of` shows it when its umlauts are not spelt out."""
    for pair in ("ae", "oe", "ue"):
        word = word.replace(pair, pair[0])
    return word


def _is_joined(word: str) -> bool:
    """Whether a word is a head that another generic word is joined to: `Handelswaren`."""
    for cut in range(_SHORTEST - 1, len(word) - _SHORTEST + 1):
        if _stem(word[cut:]) in _heads_that_join() and _may_begin(word[:cut]):
            return True
    return False


def _may_begin(start: str) -> bool:
    return start not in _goods() and any(
        _BEGINNINGS & _kinds().get(_stem(start.removesuffix(joint)), frozenset())
        for joint in _JOINTS
    )


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
