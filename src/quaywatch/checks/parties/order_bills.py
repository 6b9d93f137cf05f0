"""Consignees of order bills: the goods go to whoever holds the bill.

What such a name is made of is listed by kind: a way to the order (`to`, `à`), words between
(`the`, `sa`, `shipper s`), the `order` itself or who `holds` the bill, whose it is.
"""

import re
from functools import cache, lru_cache

from quaywatch.checks.data import rows
from quaywatch.checks.parties.stand_in_words import kinds_of, misspelled
from quaywatch.checks.parties.stand_ins import plain_words

_HINT = re.compile(
    "[oó0]r*d|dr|rt|bear|toonder|inhaber|houder|held|hold|tene|deten|verf|beschik|whom|"
    "endos|endors|blan|"
    r"p\w{2,5}[dor]{3}|d\w{2,5}tor",
    re.IGNORECASE,
)
"""What a name of an order bill has in it; most names are told by its absence."""
_MOST_LED_IN = 4
_MOST_BETWEEN = 4
_LONGEST = 7
"""Words of `to … 's order`."""
_LONG = 6
"""Letters; shorter words become others when two letters change places."""
_ANYBODY = frozenset({"role", "filler", "paper"})


@cache
def _words(kind: str) -> frozenset[str]:
    return frozenset(
        word
        for row in rows("to_order_names.csv")
        if row["kind"] == kind
        for word in row["words"].split()
    )


@cache
def _phrases() -> frozenset[tuple[str, ...]]:
    return frozenset(
        tuple(_split(phrase))
        for row in rows("to_order_names.csv")
        if row["kind"] == "phrase"
        for phrase in row["words"].split(";")
    )


def _split(text: str) -> list[str]:
    """Return words with single letters apart, as `a l ordre` has them."""
    return plain_words(f"{text} zz")[:-1]


def _letters(word: str) -> tuple[str, str, str]:
    """Return what stays when letters within a word change places."""
    return word[0], word[-1], "".join(sorted(word))


@cache
def _turned(kind: str) -> frozenset[tuple[str, str, str]]:
    return frozenset(_letters(word) for word in _words(kind) if len(word) >= _LONG)


def _is(word: str, kind: str) -> bool:
    """Whether a word is of a kind, two of its letters in the wrong order perhaps."""
    return word in _words(kind) or (len(word) >= _LONG and _letters(word) in _turned(kind))


def _is_anybody(word: str) -> bool:
    """Whether a word is one for whose order it can be, and names nobody."""
    return word in _words("whose") or bool((kinds_of(word) or misspelled(word)) & _ANYBODY)


def _of_whom(rest: list[str]) -> bool:
    """Whether nothing is said but whose order it is, or a bank is named."""
    return all(map(_is_anybody, rest)) or any(bank in w for w in rest for bank in _words("bank"))


def _of_one(rest: list[str]) -> bool:
    return _of_whom(rest) or rest[0] in _words("of")


def _begins(words: list[str]) -> bool:
    """Whether words begin with the way to an order (`to the order …`), or with the order itself."""
    first = words[0]
    if first in _words("order"):
        return _of_one(words[1:]) if first.startswith("order") else _of_whom(words[1:])
    if _is(first, "holds"):
        return all(map(_is_anybody, words[1:]))
    if first not in _words("to") | _words("loosely to"):
        return False
    for place, word in enumerate(words[1 : _MOST_BETWEEN + 2], start=1):
        if word in _words("order") or _is(word, "holds") or word in _words("misspelled order"):
            return first in _words("to") or _of_one(words[place + 1 :])
        if word not in _words("between") and not _is_anybody(word):
            break
    # `to the Bank of … 's order`
    return first == "to" and words[-1] in _words("order") and len(words) <= _LONGEST


def _ends(words: list[str]) -> bool:
    """Whether words end with an order besides somebody named: `… or order`, `… ou à son ordre`."""
    for place in range(1, len(words)):
        if words[place] in _words("or"):
            rest = words[place + 1 :]
            while rest and (rest[0] in _words("to") or rest[0] in _words("between")):
                rest = rest[1:]
            if rest and rest[0] in _words("order") and _of_whom(rest[1:]):
                return True
    return False


@lru_cache(maxsize=1 << 14)
def to_order(name: str) -> bool:
    """Whether a consignee's name is that of an order bill, in whatever case and spelling.

    It begins like one (`to order of …`), perhaps after words of introduction (`consigned`), ends
    like one (`… or order`), or is no more than the word and those whose order it can be.
    """
    if _HINT.search(name) is None:
        return False
    words = _split(name)
    for start in range(min(_MOST_LED_IN, len(words) - 1) + 1):
        if not all(_is(word, "leads in") for word in words[:start]):
            break
        if _begins(words[start:]):
            return True
    return _ends(words) or any(tuple(words[: len(p)]) == p for p in _phrases())
