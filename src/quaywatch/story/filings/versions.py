"""All versions of a bill: what each changed, field by field, who changed it and when."""

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import cast

import msgspec

from quaywatch.cargo import Consignment
from quaywatch.story.filings.filed import Filed

_NAMED_BY = {"parties": "role", "goods_items": "sequence", "equipment": "number"}


class Change(msgspec.Struct, frozen=True, kw_only=True):
    """One field that two versions do not agree on; empty where one of them lacks it."""

    field: str
    """Where it stands: `equipment[MSCU1234567].seals`, `parties[consignee].name`."""
    before: str
    after: str


class Amendment(msgspec.Struct, frozen=True, kw_only=True):
    """One version after the first, and what it changed."""

    position: int
    reference: str
    """The bill's."""
    sender: str
    function: str
    known_at: datetime | None
    changes: tuple[Change, ...]


def changes(before: Consignment, after: Consignment) -> tuple[Change, ...]:
    """Return the fields in which two versions differ, in the order of their names."""
    was, now = dict(_flat(before)), dict(_flat(after))
    return tuple(
        Change(field=field, before=was.get(field, ""), after=now.get(field, ""))
        for field in sorted(was.keys() | now.keys())
        if was.get(field, "") != now.get(field, "")
    )


def amendments(filed: Iterable[Filed]) -> list[Amendment]:
    """Return what each version of each bill changed in the one before, in order of the ledger.

    A party's additions to another's filing are versions of their own.
    """
    standing: dict[tuple[str, bool], Consignment] = {}
    found: list[Amendment] = []
    for each in sorted(filed, key=lambda f: f.position):
        key = each.consignment.id, each.adds
        before = standing.get(key)
        if before is not None:
            found.append(
                _amendment(each, () if each.cancels else changes(before, each.consignment))
            )
        if not each.cancels:
            standing[key] = each.consignment
    return found


def _amendment(each: Filed, changed: tuple[Change, ...]) -> Amendment:
    return Amendment(
        position=each.position,
        reference=each.consignment.reference,
        sender=each.header.sender,
        function=each.header.function.value,
        known_at=each.header.received_at or each.known_at,
        changes=changed,
    )


def _flat(consignment: Consignment) -> Iterator[tuple[str, str]]:
    yield from _fields("", msgspec.to_builtins(consignment))


def _fields(path: str, value: object) -> Iterator[tuple[str, str]]:
    if isinstance(value, dict):
        for name, inner in cast("dict[str, object]", value).items():
            yield from _fields(f"{path}.{name}" if path else name, inner)
    elif isinstance(value, tuple):
        yield from _items(path, cast("tuple[object, ...]", value))
    elif value is not None:
        yield path, f"{value:.12g}" if isinstance(value, float) else str(value)


def _items(path: str, items: tuple[object, ...]) -> Iterator[tuple[str, str]]:
    key = _NAMED_BY.get(path)
    if key is None:
        if items:
            yield path, ", ".join(_plain(item) for item in items)
        return
    seen: dict[str, int] = {}
    for item in cast("tuple[dict[str, object], ...]", items):
        name = str(item.get(key, ""))
        seen[name] = seen.get(name, 0) + 1
        again = "" if seen[name] == 1 else f" {seen[name]}"
        yield from _fields(f"{path}[{name}{again}]", {k: v for k, v in item.items() if k != key})


def _plain(item: object) -> str:
    if isinstance(item, dict):
        return " ".join(str(value) for value in cast("dict[str, object]", item).values())
    return str(item)
