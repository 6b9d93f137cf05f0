"""Seal numbers: free marks of up to 20 characters (EU customs data element 19 10, an..20)."""

import re

import polars as pl

from quaywatch.cargo.identifiers.distinct import each_distinct
from quaywatch.cargo.identifiers.identifier import Identifier, problem

LONGEST = 20

_PLACEHOLDERS = frozenset(
    {"NONE", "NOSEAL", "NOSEALS", "NOTSEALED", "UNSEALED", "SEALED", "SEAL", "OPEN", "EMPTY"}
    | {"NIL", "NULL", "NA", "ND", "NOTAPPLICABLE", "NOTAVAILABLE", "UNKNOWN", "UNK", "WITHOUT"}
    | {"TBA", "TBC", "TBD", "TBN", "TEST", "DUMMY", "SANS", "SANSSCELLE", "GEEN", "GEENZEGEL"}
    | {"SIN", "SINPRECINTO", "SINSELLO"}
)
_RUNS = frozenset({"123", "1234", "12345", "123456", "1234567", "12345678", "123456789"})
_ONE_CHARACTER = re.compile(r"(.)\1*")


class SealNumber(Identifier, frozen=True, kw_only=True):
    """A seal number as declared."""

    canonical: str
    """Letters and digits only, in capitals: how two writings of one seal compare."""


def parse(written: str) -> SealNumber:
    """Read a seal number; a stand-in such as `0000` or `NO SEAL` is a problem."""
    canonical = re.sub(r"[\W_]+", "", written).upper()
    if not canonical:
        found = problem("seal-number.blank", f"seal number '{written}' is blank")
    elif _stands_in(canonical):
        found = problem("seal-number.placeholder", f"'{written}' stands in for a seal number")
    elif len(written) > LONGEST:
        found = problem(
            "seal-number.length",
            f"seal number '{written}' has {len(written)} characters, at most {LONGEST} are used",
        )
    else:
        found = ()
    return SealNumber(written=written, canonical=canonical, problems=found)


def _stands_in(canonical: str) -> bool:
    return (
        canonical in _PLACEHOLDERS
        or canonical in _RUNS
        or _ONE_CHARACTER.fullmatch(canonical) is not None
    )


def placeholder_column(text: pl.Expr) -> pl.Expr:
    """Whether each seal number is blank or stands in for one; null stays null."""
    return each_distinct(text, is_placeholder, pl.Boolean)


def is_placeholder(written: str) -> bool:
    """Whether a seal number is blank or stands in for one, such as `0000` or `NO SEAL`."""
    canonical = re.sub(r"[\W_]+", "", written).upper()
    return not canonical or _stands_in(canonical)
