"""The ways in which an expression can hold, each a set of claims that must hold together."""

from typing import NamedTuple

from quaywatch.rules.language.bound import Term
from quaywatch.rules.language.types import Type

MOST = 64
"""Most cases that are told apart; an expression with more is not reasoned about."""


class Claim(NamedTuple):
    """A question and the answer that it must get."""

    term: Term
    holds: bool


Case = tuple[Claim, ...]


class TooManyCases(Exception):  # noqa: N818 - not an error: nothing is said of the expression
    """An expression holds in more than `MOST` ways."""


def cases(term: Term, *, holds: bool = True) -> list[Case]:
    """Return the cases in which `term` gets the answer `holds`; raise TooManyCases.

    Kleene's logic keeps De Morgan's laws, so an answer of no is known to be no in every case.
    """
    if term.op == "not":
        return cases(term.parts[0], holds=not holds)
    if term.op == "literal" and term.type is Type.TRUTH:
        return [()] if term.value is holds else []
    if term.op not in {"and", "or"}:
        return [(Claim(term, holds),)]
    left, right = (cases(part, holds=holds) for part in term.parts)
    together = (term.op == "and") is holds
    found = [first + second for first in left for second in right] if together else left + right
    if len(found) > MOST:
        raise TooManyCases
    return found
