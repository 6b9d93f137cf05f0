"""Consignees of order bills: the goods go to whoever holds the bill."""

import re
from functools import cache, lru_cache

from quaywatch.checks.data import rows
from quaywatch.checks.parties.stand_ins import plain_words

_HINT = re.compile("[oó]rd|bearer|porta|porte|toonder|inhaber|houder|held|t/o", re.IGNORECASE)
_MOST_LED_IN = 3


@cache
def _kinds(kind: str) -> frozenset[tuple[str, ...]]:
    return frozenset(
        tuple(re.findall(r"[a-z]+", term))
        for row in rows("to_order_names.csv")
        if row["kind"] == kind
        for term in [" ".join(_split(row["term"]))]
    )


def _split(text: str) -> list[str]:
    """Return words with single letters apart, as `a l ordre` has them."""
    return plain_words(f"{text} zz")[:-1]


@cache
def _longest() -> int:
    return max(len(form) for form in _kinds("begins"))


@lru_cache(maxsize=1 << 14)
def to_order(name: str) -> bool:
    """Whether a consignee's name is that of an order bill, in whatever case and spelling.

    It begins like one (`to order of …`), perhaps after a word of introduction (`consigned`), or is
    no more than the word and those whose order it can be (`order of shipper`).
    """
    if _HINT.search(name) is None:
        return False
    words = _split(name)
    for start in range(min(_MOST_LED_IN, len(words) - 1) + 1):
        if any((word,) not in _kinds("leads in") for word in words[:start]):
            break
        rest = words[start:]
        if any(tuple(rest[:n]) in _kinds("begins") for n in range(1, _longest() + 1)):
            return True
        if (rest[0],) in _kinds("order") and all((w,) in _kinds("whose") for w in rest[1:]):
            return True
    return False
