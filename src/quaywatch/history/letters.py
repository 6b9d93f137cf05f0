"""What tells two writings apart, and what does not: case, accents, blanks and points.

Bytes of UTF-8 are looked at as they stand, so that one compiled function serves one text as well
as a column. Letters of other alphabets than the Latin one stay as they are written.
"""

import unicodedata
from typing import Any

import numpy as np

from quaywatch.cargo.compiled import inlined

LETTERS, DIGITS = 0, 1
"""Which characters count: letters and digits, or digits alone."""

_FIRST, _LAST = 0xC0, 0x17F
_TWO_LETTERS = {"Æ": "AE", "Œ": "OE", "ß": "SS", "Þ": "TH", "IJ": "IJ"}
_BARRED = {
    "Ø": "O",
    "Đ": "D",
    "Ð": "D",
    "Ł": "L",
    "Ħ": "H",
    "Ŧ": "T",
    "\u0131": "I",
    "Ŋ": "N",
    "ĸ": "K",
}


def _plain(character: str) -> str:
    """Return the capitals from A to Z that a letter of Latin is written with."""
    capital = character if character == "ß" else character.upper()
    known = _TWO_LETTERS.get(capital) or _BARRED.get(capital) or _BARRED.get(character)
    letters = known or unicodedata.normalize("NFKD", capital)
    return "".join(letter for letter in letters if "A" <= letter <= "Z")[:2]


def _table() -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    table = np.zeros((_LAST - _FIRST + 1, 2), dtype=np.uint8)
    for code in range(_FIRST, _LAST + 1):
        for place, letter in enumerate(_plain(chr(code))):
            table[code - _FIRST, place] = ord(letter)
    return table


_LATIN = _table()


def _plainly() -> np.ndarray[tuple[int, int], np.dtype[np.uint8]]:
    """Return, for each way and byte, what it is written as; 0 where it does not count."""
    table = np.zeros((2, 256), dtype=np.uint8)
    for byte in range(0x80):
        character = chr(byte)
        table[LETTERS, byte] = ord(character.upper()) if character.isalnum() else 0
        table[DIGITS, byte] = byte if character.isdigit() else 0
    return table


_ASCII = _plainly()


@inlined
def kept(data: Any, start: int, end: int, how: int, out: Any) -> int:
    """Write the characters that count into `out`; return how many bytes they are."""
    size, at = 0, start
    while at < end:
        byte = data[at]
        plain = _ASCII[how, byte]
        if plain != 0:
            out[size] = plain
            size += 1
        elif byte >= 0xC0:
            width = 2 if byte < 0xE0 else 3 if byte < 0xF0 else 4
            width = min(width, end - at)
            if how == LETTERS and width > 1:
                size = _letter(data, at, width, out, size)
            at += width - 1
        at += 1
    return size


@inlined
def _letter(data: Any, at: int, width: int, out: Any, size: int) -> int:
    byte = data[at]
    if width == 2 and byte <= 0xC5:
        return _latin(((byte & 0x1F) << 6) | (data[at + 1] & 0x3F), out, size)
    if _mark(data, at, width):
        return size
    for place in range(at, at + width):
        out[size] = data[place]
        size += 1
    return size


@inlined
def _latin(code: int, out: Any, size: int) -> int:
    """Write a letter with an accent as capitals without; signs below U+00C0 do not count."""
    if code < _FIRST:
        return size
    for place in range(2):
        letter = _LATIN[code - _FIRST, place]
        if letter != 0:
            out[size] = letter
            size += 1
    return size


@inlined
def _mark(data: Any, at: int, width: int) -> bool:
    """Whether it is an accent by itself (U+0300 to U+036F) or a sign (U+2000 to U+206F)."""
    byte, following = data[at], data[at + 1]
    if width == 2:
        return byte == 0xCC or (byte == 0xCD and following < 0xB0)
    return width == 3 and byte == 0xE2 and following <= 0x81
