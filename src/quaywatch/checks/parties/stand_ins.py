"""Names and addresses that name nobody and no place, recognised by the words they are made of.

There are many ways to say nothing (`will be advised later`, `adresse à confirmer`, `Name des
Empfängers`) but few words to say it with: a text made of such words alone is a stand-in, however
they are put together.
"""

import re
import unicodedata
from functools import cache, lru_cache

from quaywatch.checks.data import rows
from quaywatch.checks.meaning.letters import legal_forms

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o"})
_WORD = re.compile("[a-z]+")
_INITIALS = re.compile(r"(?<=\b[a-z])[./](?=[a-z]\b)")
"""What stands between single letters, as in `s/n`."""
_OF = frozenset(["de", "du", "des", "del", "da", "do", "dos", "das", "van", "of", "der"])
"""Between a street and its name: the rue de l'Essai exists."""
_MADE_UP = ("test", "muster", "proef", "dummy", "beispiel", "voorbeeld")
"""Beginnings of made-up names in languages that join words, as in `Musterstraße`."""
_COUNTED = "01234567890"
_FEWEST = 2


def plain_words(text: str) -> list[str]:
    """Return the words in plain small letters; letters that stand alone side by side make one."""
    lower = text.lower()
    if not lower.isascii():
        decomposed = unicodedata.normalize("NFD", lower.translate(_LETTERS))
        lower = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    words = _WORD.findall(_INITIALS.sub("", lower))
    initials = [word for word in words if len(word) == 1]
    return ["".join(words)] if len(initials) == len(words) > 1 else words


@cache
def _kinds() -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for row in rows("stand_in_words.csv"):
        for word in row["words"].split():
            found.setdefault(word, set()).add(row["kind"])
    return {word: frozenset(kinds) for word, kinds in found.items()}


def _kinds_of(word: str) -> frozenset[str]:
    """Return what a word is in a stand-in; nothing for a word of its own sense."""
    # Plural and genitive: customers, Empfängers.
    known = _kinds().get(word) or _kinds().get(word.removesuffix("s"))
    if known is None and word.startswith(_MADE_UP):
        start = next(start for start in _MADE_UP if word.startswith(start))
        rest = word[len(start) :]
        made_up = rest in _kinds() or rest.removeprefix("s") in _kinds()
        known = frozenset({"nobody"}) if made_up else None
    return known or frozenset()


@lru_cache(maxsize=1 << 14)
def says_nobody(text: str) -> bool:
    """Whether a name or an address is a stand-in; an empty text is none, it is missing."""
    written = text.strip()
    words = plain_words(written)
    if not words:
        return written != "" and _no_number(re.sub(r"\D", "", written))
    own = [word for word in words if word not in legal_forms()]
    if set("".join(own)) == {"x"}:
        return len("".join(own)) >= _FEWEST
    found = [_kinds_of(word) for word in own]
    if not all(found) or _a_street_is_named(own, found):
        return False
    kinds = {kind for known in found for kind in known}
    telling = {"nobody", "role", "field"} & kinds
    return bool(telling) or ("street" in kinds and not any(map(str.isdigit, written)))


def _a_street_is_named(words: list[str], kinds: list[frozenset[str]]) -> bool:
    return any(
        "street" in known and following in _OF
        for known, following in zip(kinds, words[1:], strict=False)
    )


def _no_number(digits: str) -> bool:
    """Whether digits count nothing: none at all, one again and again, or in their order."""
    return len(set(digits)) <= 1 or digits in _COUNTED
