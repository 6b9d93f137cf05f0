"""What a word is in a text that names nobody: its kinds, also inflected, joined or misspelled.

A kind is `nobody`, `role`, `filler` …; `done` and `modal` come with their language (`done de`),
since they tell only together (`wird … mitgeteilt`, `to be … advised`).
"""

from collections.abc import Iterator
from functools import cache, lru_cache

from quaywatch.checks.data import rows

Kinds = frozenset[str]
_NONE: Kinds = frozenset()
_OF_ONE_LANGUAGE = frozenset({"done", "modal"})
_PARTS = frozenset({"done", "ending", "before", "joins", "own"})
"""Rows of what words are made of: stems of to advise, to confirm …, what stands around them; and
words that only look misspelled."""
_PLURAL = ("s", "es", "e", "en", "n", "x", "in", "innen")
"""Endings of plural, genitive and feminine: customers, Empfängers, klanten."""
_INFLECTED = 5
"""Letters before an ending other than s; shorter words become others: Land, Landes."""
_MADE_UP = ("test", "muster", "proef", "dummy", "beispiel", "voorbeeld")
"""Beginnings of made-up names in languages that join words, as in `Musterstraße`."""
_JOINED_TO = frozenset({"nobody", "role", "field", "paper", "street", "place"})
_LONGEST_ENDING = 6
_SHORTEST_MISSPELLED = 8
_SHORTEST_TURNED = 7
_SHORTEST_PART = 3


@cache
def _listed() -> dict[str, Kinds]:
    found: dict[str, set[str]] = {}
    for row in rows("stand_in_words.csv"):
        if row["kind"] in _PARTS:
            continue
        for word in row["words"].split():
            found.setdefault(word, set()).add(_named(row["kind"], row["language"]))
    return {word: frozenset(kinds) for word, kinds in found.items()}


def _named(kind: str, language: str) -> str:
    return f"{kind} {language}" if kind in _OF_ONE_LANGUAGE else kind


@cache
def _words(kind: str) -> dict[str, frozenset[str]]:
    """Return the words of a kind by language."""
    return {
        row["language"]: frozenset(row["words"].split())
        for row in rows("stand_in_words.csv")
        if row["kind"] == kind
    }


@cache
def _all(kind: str) -> frozenset[str]:
    return frozenset[str]().union(*_words(kind).values())


@cache
def _shortened() -> dict[str, Kinds]:
    """Return the telling words with one letter left out."""
    return {
        short: kinds
        for word, kinds in _listed().items()
        if len(word) >= _SHORTEST_MISSPELLED and kinds & {"nobody", "role", "field"}
        for short in _without_one(word)
    }


def _without_one(word: str) -> Iterator[str]:
    """Leave out one letter, the first and the last aside."""
    return (word[:i] + word[i + 1 :] for i in range(1, len(word) - 1))


def _inflected(word: str) -> Kinds:
    for ending in _PLURAL:
        start = word.removesuffix(ending)
        if start != word and (ending == "s" or len(start) >= _INFLECTED):
            known = _listed().get(start, _NONE) & _JOINED_TO
            if known:
                return known
    return _NONE


def _done(word: str) -> Kinds:
    """Return the languages in which a word is a form of to advise, to confirm …"""
    return frozenset(
        f"done {language}"
        for at in range(max(_SHORTEST_PART, len(word) - _LONGEST_ENDING), len(word) + 1)
        for language in _ending_in().get(word[at:], ())
        if word[:at] in _stems()[language]
    )


@cache
def _ending_in() -> dict[str, list[str]]:
    """Return the languages that a form of to advise may end so in."""
    has = _words("ending")
    bare = {"": ["en", "nl", "de"]}
    return bare | {e: [tongue for tongue in has if e in has[tongue]] for e in _all("ending")}


@cache
def _stems() -> dict[str, frozenset[str]]:
    """Return the stems of to advise, to confirm … by language, with what may stand before them."""
    return {
        language: stems
        | {before + stem for before in _words("before").get(language, ()) for stem in stems}
        for language, stems in _words("done").items()
    }


def _joined(word: str) -> Kinds:
    """Return what the last part of a joined word is: `Endkunde`, `straatnaam`."""
    for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
        first, rest = word[:at], word[at:]
        start = first.removesuffix("s")
        made_up = start in _MADE_UP
        if made_up or start in _all("joins") or first in _all("joins"):
            known = _listed().get(rest) or _inflected(rest)
            if known and known & _JOINED_TO:
                return frozenset({"nobody"}) if made_up else known & _JOINED_TO
    return _NONE


def _read(word: str) -> Kinds:
    known = _listed().get(word, _NONE) | _done(word)
    return known or _inflected(word) or _joined(word)


@lru_cache(maxsize=1 << 14)
def kinds_of(word: str) -> Kinds:
    """Return what a word in plain small letters is in a stand-in; nothing for any other word."""
    known = _read(word)
    if known or not {"ae", "oe", "ue"} & {word[i : i + 2] for i in range(len(word))}:
        return known
    return _read(word.replace("ae", "a").replace("oe", "o").replace("ue", "u"))


@lru_cache(maxsize=1 << 12)
def misspelled(word: str) -> Kinds:
    """Return what a long word is once two letters change places, or one goes or comes."""
    if len(word) < _SHORTEST_TURNED or word in _all("own"):
        return _NONE
    turned = (
        word[:i] + word[i + 1] + word[i] + word[i + 2 :]
        for i in range(1, len(word) - 1)
        if word[i] != word[i + 1]
    )
    fewer = _without_one(word) if len(word) >= _SHORTEST_MISSPELLED else ()
    for candidate in (*turned, *fewer):
        known = _read(candidate)
        if known:
            return known
    return _shortened().get(word, _NONE)
