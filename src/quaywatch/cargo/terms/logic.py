"""Truths of which some are unknown (Kleene)."""

from collections.abc import Sequence

from quaywatch.cargo.terms.asked import At, Row


def both(one: At, other: At) -> At:
    """Return whether two hold; unknown when one is unknown and the other holds."""

    def value(row: Row) -> bool | None:
        first = one(row)
        if first is False:
            return False
        second = other(row)
        if second is False:
            return False
        return None if first is None or second is None else True

    return value


def either(one: At, other: At) -> At:
    """Return whether one of two holds; unknown when one is unknown and the other does not."""
    return any_of((one, other))


def any_of(asked: Sequence[At]) -> At:
    """Return whether one of several holds."""

    def value(row: Row) -> bool | None:
        unknown = False
        for at in asked:
            truth = at(row)
            if truth:
                return True
            unknown |= truth is None
        return None if unknown else False

    return value
