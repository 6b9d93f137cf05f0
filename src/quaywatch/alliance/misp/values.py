"""Structs as flat values, as objects of MISP hold them, and back."""

from collections.abc import Iterable, Iterator
from functools import cache
from typing import Any, cast

import msgspec

_NESTED = frozenset({"together"})
"""Fields whose values are lists again: each is written as JSON."""


def flat(one: msgspec.Struct) -> Iterator[tuple[str, str]]:
    """Yield field and value of all that a struct says; a list is yielded one by one."""
    said: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(one, order="deterministic"))
    for name, value in said.items():
        each = cast("list[Any]", value) if isinstance(value, list) else [value]
        for part in each:
            yield name, part if isinstance(part, str) else msgspec.json.encode(part).decode()


def gathered(kind: type[msgspec.Struct], values: Iterable[tuple[str, str]]) -> dict[str, Any]:
    """Return what flat values say, for `msgspec.convert` with `strict=False`.

    Raises:
        ValueError: a field is there twice, or its value is none.

    """
    many = _many(kind)
    found: dict[str, Any] = {}
    for name, text in values:
        value: Any = msgspec.json.decode(text) if name in _NESTED else text
        if name in many:
            found.setdefault(name, []).append(value)
        elif name in found:
            raise ValueError(f"{name} is there twice")
        else:
            found[name] = value
    for name in _required(kind) - found.keys():
        # An empty text cannot be a value of MISP's.
        found[name] = [] if name in many else ""
    return found


@cache
def _required(kind: type[msgspec.Struct]) -> frozenset[str]:
    return frozenset(field.encode_name for field in msgspec.structs.fields(kind) if field.required)


@cache
def _many(kind: type[msgspec.Struct]) -> frozenset[str]:
    """Return the fields that hold several values."""
    info = msgspec.inspect.type_info(kind)
    assert isinstance(info, msgspec.inspect.StructType)  # noqa: S101 - a struct was given
    return frozenset(field.name for field in info.fields if _holds_several(field.type))


def _holds_several(kind: msgspec.inspect.Type) -> bool:
    if isinstance(kind, msgspec.inspect.UnionType):
        return any(_holds_several(one) for one in kind.types)
    if isinstance(kind, msgspec.inspect.Metadata):
        return _holds_several(kind.type)
    several = msgspec.inspect.VarTupleType | msgspec.inspect.FrozenSetType
    return isinstance(kind, several)
