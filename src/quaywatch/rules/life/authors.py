"""Whose work an expression is, wherever it was written first."""

from collections.abc import Collection

from quaywatch.rules.language import bind, parse, unparse
from quaywatch.rules.language.scope import Lists
from quaywatch.rules.life.kinds import ProfileEvent
from quaywatch.rules.life.record import Life
from quaywatch.rules.lint.reasoning import covers


def writers_of(expression: str, lives: Collection[Life], lists: Lists) -> frozenset[str]:
    """Return everybody who ever wrote, under any code, what asks the same as `expression`.

    The same is what reads the same, spaces and brackets aside, or is proven to be met by the same
    consignments. So a text that a colleague copies does not come back to its writer to approve.
    """
    tree = parse(expression)
    text, term = unparse(tree), bind(tree, lists).term
    writers: set[str] = set()
    for life in lives:
        for entry in life.history:
            if entry.kind is not ProfileEvent.DRAFTED or entry.fact.profile is None:
                continue
            other = parse(entry.fact.profile.expression)
            bound = bind(other, lists).term
            if unparse(other) == text or (covers(bound, term) and covers(term, bound)):
                writers.add(entry.actor)
    return frozenset(writers)
