"""Seal numbers: free marks of up to 20 characters (EU customs data element 19 10, an..20)."""

import re

import polars as pl

from quaywatch.cargo.identifiers.identifier import Identifier, problem
from quaywatch.cargo.terms import Term

LONGEST = 20

_PLACEHOLDERS = frozenset(
    {"NONE", "NOSEAL", "NOSEALS", "NOTSEALED", "UNSEALED", "SEALED", "SEAL", "OPEN", "EMPTY"}
    | {"NIL", "NULL", "NA", "ND", "NOTAPPLICABLE", "NOTAVAILABLE", "UNKNOWN", "UNK", "WITHOUT"}
    | {"TBA", "TBC", "TBD", "TBN", "TEST", "DUMMY", "SANS", "SANSSCELLE", "GEEN", "GEENZEGEL"}
    | {"SIN", "SINPRECINTO", "SINSELLO"}
)
_RUNS = frozenset({"123", "1234", "12345", "123456", "1234567", "12345678", "123456789"})
_STAND_INS = sorted(_PLACEHOLDERS | _RUNS | {""})
_SEPARATORS = (" ", "-", "/", ".")


class SealNumber(Identifier, frozen=True, kw_only=True):
    """A seal number as declared."""

    canonical: str
    """Letters and digits only, in capitals: how two writings of one seal compare."""


def parse(written: str) -> SealNumber:
    """Read a seal number; a stand-in such as `0000` or `NO SEAL` is a problem."""
    canonical = re.sub(r"[\W_]+", "", written).upper()
    if not canonical:
        found = problem("seal-number.blank", f"seal number '{written}' is blank")
    elif is_placeholder(written):
        found = problem("seal-number.placeholder", f"'{written}' stands in for a seal number")
    elif len(written) > LONGEST:
        found = problem(
            "seal-number.length",
            f"seal number '{written}' has {len(written)} characters, at most {LONGEST} are used",
        )
    else:
        found = ()
    return SealNumber(written=written, canonical=canonical, problems=found)


def is_placeholder(written: str) -> bool:
    """Whether a seal number stands in for one, such as `0000`, `N/A` or `NO SEAL`."""
    bare = written
    for separator in _SEPARATORS:
        bare = bare.replace(separator, "")
    bare = bare.upper()
    return written.isascii() and (bare in _STAND_INS or not bare.lstrip(bare[0]))


def placeholder_column(text: Term) -> Term:
    """Whether each seal number stands in for one (see `is_placeholder`); null stays null."""
    return text.judged(is_placeholder, _placeholders, bool)


def _placeholders(seals: pl.Series) -> pl.Series:
    bare = seals
    for separator in _SEPARATORS:
        bare = bare.str.replace_all(separator, "", literal=True)
    bare = bare.str.to_uppercase()
    ascii_only = seals.str.len_bytes() == seals.str.len_chars()
    one_character = bare.str.strip_chars_start(bare.str.slice(0, 1)) == ""
    return ascii_only & (bare.is_in(_STAND_INS) | one_character)
