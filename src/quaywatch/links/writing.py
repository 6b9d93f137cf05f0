"""One Latin spelling for what is written in many scripts and by many ears."""

import re
from functools import lru_cache

from anyascii import anyascii

_FAR_SCRIPTS = 0x2E80
"""Code points from here on (Chinese, Japanese, Korean) come out as syllables in title case."""

_SOUNDS = (
    ("TSCH", "CH"), ("SCHTSCH", "SH"), ("SHCH", "SH"), ("SCH", "SH"), ("PH", "F"), ("CK", "K"),
    ("KH", "H"), ("TH", "T"), ("QU", "KV"), ("Q", "K"), ("X", "KS"), ("AE", "A"), ("OE", "O"),
    ("UE", "U"), ("OU", "U"), ("IJ", "Y"), ("J", "Y"), ("W", "V"),
)  # fmt: skip
"""Letters that transliterations and languages write differently for one sound, in order."""

_GREEK = (
    ("\u03bf\u03c5", "ou"),
    ("\u03bc\u03c0", "b"),
    ("\u03bd\u03c4", "d"),
    ("\u03b3\u03ba", "g"),
)
"""Greek pairs of letters that are one sound (ELOT 743): ou, mp, nt, gk."""

_HARD_C = re.compile(r"C(?![HEIY])")
_SOFT_C = re.compile(r"C(?=[EIY])")
_DOUBLED = re.compile(r"(.)\1+")
_OTHER = re.compile(r"[^A-Z0-9]+")
_APOSTROPHE = re.compile("['`\u00b4\u2019]")
_SYLLABLE = re.compile(r"(?<=[a-z])(?=[A-Z])")


def plain(text: str) -> str:
    """Return text in Latin capitals and digits, one space between words."""
    if not text.isascii():
        far = any(ord(letter) >= _FAR_SCRIPTS for letter in text)
        text = text.lower() if _is_greek(text) else text
        for pair, latin in _GREEK:
            text = text.replace(pair, latin)
        text = anyascii(text)
        if far:
            text = _SYLLABLE.sub(" ", text)
    return _OTHER.sub(" ", _APOSTROPHE.sub("", text.upper())).strip()


def _is_greek(text: str) -> bool:
    return any("\u0370" <= letter < "\u0400" for letter in text)


@lru_cache(maxsize=1 << 18)
def sound(word: str) -> str:
    """Return a plain word as it is compared: one letter for one sound, none doubled.

    Numbers stay as they are. Digraphs are folded as transliteration tables (ISO 9, BGN/PCGN,
    DIN 5007-2) and the languages of the trade differ in them.
    """
    if word.isdigit():
        return word
    for written, heard in _SOUNDS:
        if written in word:
            word = word.replace(written, heard)
    return _DOUBLED.sub(r"\1", _SOFT_C.sub("S", _HARD_C.sub("K", word)))
