"""Holds a value against a JSON Schema (draft 2020-12), by the keywords that ours uses.

A keyword that is not known here fails the test that meets it.
"""

import re
from collections.abc import Callable
from typing import Any

_KINDS: dict[str, tuple[type, ...]] = {
    "object": (dict,),
    "array": (list,),
    "string": (str,),
    "number": (int, float),
    "integer": (int,),
    "null": (type(None),),
}
_SAID = {"$schema", "$defs", "title", "description", "default"}

Held = Callable[[Any, Any, dict[str, Any], str], list[str]]


def misfits(value: Any, schema: Any, root: dict[str, Any], at: str = "$") -> list[str]:
    """Return where and why a value does not fit."""
    found: list[str] = []
    for word, said in schema.items():
        if word == "additionalProperties":
            stray = set(value) - schema.get("properties", {}).keys()
            found += [f"{at}: {name} is unknown" for name in stray if said is False]
        elif word in _WORDS:
            found += _WORDS[word](value, said, root, at)
        else:
            assert word in _SAID, word
    return found


def _reference(value: Any, said: str, root: dict[str, Any], at: str) -> list[str]:
    return misfits(value, root["$defs"][said.rpartition("/")[2]], root, at)


def _any(value: Any, said: Any, root: dict[str, Any], at: str) -> list[str]:
    return [f"{at}: fits nothing"] if all(misfits(value, one, root, at) for one in said) else []


def _kind(value: Any, said: str, root: dict[str, Any], at: str) -> list[str]:
    right = isinstance(value, _KINDS[said]) and not isinstance(value, bool)
    return [] if right else [f"{at}: is no {said}"]


def _among(value: Any, said: Any, root: dict[str, Any], at: str) -> list[str]:
    return [] if value in said else [f"{at}: is none of {said}"]


def _like(value: Any, said: str, root: dict[str, Any], at: str) -> list[str]:
    right = isinstance(value, str) and re.search(said, value)
    return [] if right else [f"{at}: is not like {said}"]


def _least(value: Any, said: float, root: dict[str, Any], at: str) -> list[str]:
    return [] if isinstance(value, int | float) and value >= said else [f"{at}: is too small"]


def _most(value: Any, said: float, root: dict[str, Any], at: str) -> list[str]:
    return [] if isinstance(value, int | float) and value <= said else [f"{at}: is too large"]


def _long(value: Any, said: int, root: dict[str, Any], at: str) -> list[str]:
    return [] if isinstance(value, str) and len(value) >= said else [f"{at}: is too short"]


def _required(value: Any, said: Any, root: dict[str, Any], at: str) -> list[str]:
    return [f"{at}: no {name}" for name in said if name not in value]


def _fields(value: Any, said: Any, root: dict[str, Any], at: str) -> list[str]:
    known = said.keys() & set(value)
    return [
        each for name in known for each in misfits(value[name], said[name], root, f"{at}.{name}")
    ]


def _items(value: Any, said: Any, root: dict[str, Any], at: str) -> list[str]:
    places = enumerate(value)
    return [each for i, one in places for each in misfits(one, said, root, f"{at}[{i}]")]


_WORDS: dict[str, Held] = {
    "$ref": _reference,
    "anyOf": _any,
    "type": _kind,
    "enum": _among,
    "pattern": _like,
    "minimum": _least,
    "maximum": _most,
    "minLength": _long,
    "required": _required,
    "properties": _fields,
    "items": _items,
}
