"""Whether two parties answer the same telephone or read the same mailbox."""

import re
from collections.abc import Callable

import numpy as np
import polars as pl

_FEW = 64

_SHORTEST = 6
"""Digits; fewer are an extension or a stand-in."""
_TELLING = 9
"""Last digits that tell numbers apart; prefixes of country and trunk are written in many ways."""


def _number(written: str) -> str:
    digits = re.sub(r"\D", "", written)
    return digits[-_TELLING:] if len(digits) >= _SHORTEST and digits.strip("0") else ""


def _mailbox(written: str) -> str:
    return written.strip().lower() if "@" in written else ""


def _judge(read: Callable[[str], str], one: str | None, other: str | None) -> bool:
    if not one or not other or one[-1] != other[-1]:
        return False
    first = read(one)
    return first != "" and first == read(other)


def _same(read: Callable[[str], str]) -> Callable[[pl.Series], pl.Series]:
    def judge(pairs: pl.Series) -> pl.Series:
        one, other = pairs.struct.unnest().get_columns()
        answers = np.zeros(len(pairs), dtype=np.bool_)
        # Those that do not end alike, most of a long batch, need no closer look.
        alike = (one.str.tail(1) == other.str.tail(1)) if len(pairs) > _FEW else one.is_not_null()
        for place in alike.arg_true():
            answers[place] = _judge(read, one[place], other[place])
        return pl.Series(pairs.name, answers)

    return judge


def same_telephone(one: str, other: str) -> pl.Expr:
    """Whether two columns hold the same number, however its prefixes are written."""
    return pl.struct(one, other).map_batches(_same(_number), return_dtype=pl.Boolean)


def same_mailbox(one: str, other: str) -> pl.Expr:
    """Whether two columns hold the same mailbox."""
    return pl.struct(one, other).map_batches(_same(_mailbox), return_dtype=pl.Boolean)
