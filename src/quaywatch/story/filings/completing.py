"""Partial filings complete each other: what one leaves open another may say."""

from collections.abc import Iterable
from typing import Any

import msgspec

from quaywatch.cargo import Consignment

_LISTED = {"parties": "role", "goods_items": "sequence", "equipment": "number"}
"""Lists of a consignment, with the field by which their items are told apart."""
_WHOLE = frozenset({"reference", "level"})


def completed(bill: Consignment, more: Iterable[Consignment]) -> Consignment:
    """Return `bill` with what it leaves open taken from `more`, the first that says it."""
    for other in more:
        bill = _filled(bill, other, kept=_WHOLE)
    return bill


def _filled(one: Any, other: Any, kept: frozenset[str] = frozenset()) -> Any:
    fields: dict[str, Any] = {}
    for name in one.__struct_fields__:
        mine, theirs = getattr(one, name), getattr(other, name)
        if name in kept:
            continue
        if name in _LISTED and isinstance(mine, tuple):
            fields[name] = _joined(mine, theirs, _LISTED[name])
        elif isinstance(mine, msgspec.Struct):
            fields[name] = _filled(mine, theirs)
        elif mine in (None, "", ()):
            fields[name] = theirs
    return msgspec.structs.replace(one, **fields)


def _joined(mine: Any, theirs: Any, key: str) -> tuple[Any, ...]:
    others = {getattr(item, key): item for item in reversed(theirs)}
    same = [
        _filled(item, others[getattr(item, key)]) if getattr(item, key) in others else item
        for item in mine
    ]
    named = {getattr(item, key) for item in mine}
    return (*same, *(item for item in theirs if getattr(item, key) not in named))
