"""Whether two parties answer the same telephone or read the same mailbox."""

from collections.abc import Callable

import numpy as np
import polars as pl

from quaywatch.cargo.identifiers import telephone
from quaywatch.cargo.terms import Term, col, judged_together


def _mailbox(written: str) -> str:
    return written.strip().lower() if "@" in written else ""


def _judge(read: Callable[[str], str], one: str | None, other: str | None) -> bool:
    if not one or not other or one[-1] != other[-1]:
        return False
    first = read(one)
    return first != "" and first == read(other)


def _same(read: Callable[[str], str], one: str, other: str) -> Term:
    def same(first: str | None, second: str | None) -> bool:
        return _judge(read, first, second)

    def columns(first: pl.Series, second: pl.Series) -> pl.Series:
        answers = np.zeros(len(first), dtype=np.bool_)
        # Those that do not end alike, most of a batch, need no closer look.
        for place in (first.str.tail(1) == second.str.tail(1)).arg_true():
            answers[place] = same(first[place], second[place])
        return pl.Series(first.name, answers)

    return judged_together(col(one), col(other), same, columns)


def same_telephone(one: str, other: str) -> Term:
    """Whether two columns hold the same number, however its prefixes are written."""
    return _same(telephone.telling, one, other)


def same_mailbox(one: str, other: str) -> Term:
    """Whether two columns hold the same mailbox."""
    return _same(_mailbox, one, other)
