"""Names and addresses that name nobody and no place, recognised by the words they are made of.

There are many ways to say nothing (`will be advised later`, `adresse à confirmer`, `Name des
Empfängers`) but few words to say it with: a text made of such words alone is a stand-in, however
they are put together.
"""

import re
import unicodedata
from functools import cache, lru_cache

from quaywatch.checks.meaning.letters import legal_forms
from quaywatch.checks.parties.stand_in_words import Kinds, kinds_of, misspelled

_LETTERS = str.maketrans({"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o"})
_WORD = re.compile("[a-z]+")
_INITIALS = re.compile(r"(?<=\b[a-z])[./](?=\s?[a-z]\b)")
"""What stands between single letters, as in `s/n`."""
_ABBREVIATED = re.compile(r"\W*[a-z]{1,3}(?:[./]\s?[a-z]{1,3}){1,3}\W*")
_STRUCK = re.compile(r"(?<=[a-z])[01](?=[a-z])")
"""Digits for the letters that look like them, as in `unkn0wn`."""
_OF = frozenset(["de", "du", "des", "del", "da", "do", "dos", "das", "van", "of", "der"])
"""Between a street and its name: the rue de l'Essai exists."""
_COUNTED = "01234567890"
_NUMBERS_OF_NOTHING = frozenset({"1", "12", "123", "1234", "12345"})
_FEWEST = 2
_LANGUAGES = ("en", "fr", "nl", "es", "pt", "de")
_TELLING = frozenset({"nobody", "role", "field"})
_TOGETHER = (
    frozenset({"points", "paper"}),
    frozenset({"quality", "person"}),
    *(frozenset({f"done {tongue}", f"modal {tongue}"}) for tongue in _LANGUAGES),
)
"""Kinds that tell where both are there: `see` an `invoice`, `wird` `mitgeteilt`."""
_ATTRIBUTE = frozenset({"attribute"})
"""What a paper may be called besides, `commercial` invoice; companies are called so too."""
_NO_FORM = frozenset({"co", "ou"})
"""Legal forms that are also words on the way to somebody: c/o, ou."""


def plain_words(text: str) -> list[str]:
    """Return the words in plain small letters; letters that stand alone side by side make one."""
    plain = _plain(text)
    words = _WORD.findall(_INITIALS.sub("", plain) if _has_points(plain) else plain)
    initials = [word for word in words if len(word) == 1]
    return ["".join(words)] if len(initials) == len(words) > 1 else words


def _plain(text: str) -> str:
    lower = text.lower()
    if not lower.isascii():
        decomposed = unicodedata.normalize("NFD", lower.translate(_LETTERS))
        lower = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    if "0" not in lower and "1" not in lower:
        return lower
    return _STRUCK.sub(lambda digit: "o" if digit[0] == "0" else "i", lower)


def _has_points(plain: str) -> bool:
    """Whether there is what abbreviations are written with."""
    return "." in plain or "/" in plain


@lru_cache(maxsize=1 << 14)
def says_nobody(text: str) -> bool:
    """Whether a name or an address is a stand-in; an empty text is none, it is missing."""
    written = text.strip()
    words = plain_words(written)
    if not words:
        return written != "" and _no_number(re.sub(r"\D", "", written))
    forms = legal_forms()
    own = [word for word in words if word not in forms]
    if set("".join(own)) == {"x"}:
        return len("".join(own)) >= _FEWEST
    company = not _forms_of_companies().isdisjoint(words)
    return _is_abbreviation(written) or _is_made_of_nothing(own, written, company=company)


@cache
def _forms_of_companies() -> frozenset[str]:
    return legal_forms() - _NO_FORM


def _is_abbreviation(written: str) -> bool:
    plain = _plain(written)
    if not _has_points(plain):
        return False
    letters = "".join(_WORD.findall(plain))
    return "abbreviation" in kinds_of(letters) and _ABBREVIATED.fullmatch(plain) is not None


def _read(words: list[str], *, company: bool) -> list[Kinds]:
    """Return what each word is, nothing if one has a sense of its own.

    One may be misspelled, save in the name of a company.
    """
    found: list[Kinds] = []
    unknown = ""
    for word in words:
        known = kinds_of(word)
        if not known:
            if unknown or company:
                return []
            unknown = word
        found.append(known)
    if unknown:
        corrected = misspelled(unknown)
        return [known or corrected for known in found] if corrected else []
    return found


def _is_made_of_nothing(own: list[str], written: str, *, company: bool) -> bool:
    found = _read(own, company=company)
    if not found or _a_street_is_named(own, found):
        return False
    kinds = frozenset[str]().union(*found)
    if _ATTRIBUTE in found and "paper" not in kinds:
        return False
    digits = re.sub(r"\D", "", written)
    return (
        bool(kinds & (_TELLING - {"role"} if company else _TELLING))
        or any(pair <= kinds for pair in _TOGETHER)
        or _is_no_place(kinds, digits)
        or (not company and not digits and all("place" in known for known in found))
    )


def _is_no_place(kinds: Kinds, digits: str) -> bool:
    if "street" in kinds and digits in _NUMBERS_OF_NOTHING:
        return True
    if not digits and {"without", "counted"} <= kinds:
        return True
    return bool(kinds & {"street", "box"}) and digits.strip("0") == ""


def _a_street_is_named(words: list[str], kinds: list[Kinds]) -> bool:
    return any(
        bool(known & {"street", "box"}) and following in _OF
        for known, following in zip(kinds, words[1:], strict=False)
    )


def _no_number(digits: str) -> bool:
    """Whether digits count nothing: none at all, one again and again, or in their order."""
    return len(set(digits)) <= 1 or digits in _COUNTED
