"""The words in which a table says cardinalities, facets and values."""

import json
import re
from collections.abc import Iterator, Sequence

from quaywatch.formats.xml.paths import Element, local
from quaywatch.formats.xml.schema.names import XS

_NOTATION = """namespace element complex simple group sequence choice all any ref union list
nillable abstract qualified unqualified default fixed required prohibited mixed extends text"""
RESERVED = frozenset(_NOTATION.split())
"""Words of the notation, which a name must not be mistaken for."""
_WIDTH = 100
_PLAIN = re.compile(r'[^\s"]+')
_FACETS = {
    "totalDigits": "digits",
    "fractionDigits": "fraction",
    "minInclusive": "from",
    "maxInclusive": "to",
    "minExclusive": "above",
    "maxExclusive": "below",
    "whiteSpace": "space",
}
_BLANKS = {"\n": r"\n", "\r": r"\r", "\t": r"\t"}


def cardinality(element: Element) -> str:
    """Return how often `element` may occur, such as `1`, `0..1` or `1..*`."""
    least, most = element.get("minOccurs", "1"), element.get("maxOccurs", "1")
    most = "*" if most == "unbounded" else most
    return least if least == most else f"{least}..{most}"


def quoted(value: str) -> str:
    """Return a value as one word."""
    return value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=False)


def facets(restriction: Element) -> Iterator[str]:
    """Yield the facets of a restriction; patterns and values last."""
    stated: dict[str, str] = {}
    patterns: list[str] = []
    values: list[str] = []
    for facet in restriction.iterchildren(f"{{{XS}}}*"):
        kind, value = local(facet), facet.get("value") or ""
        if kind == "pattern":
            patterns.append(f"pattern /{''.join(_BLANKS.get(mark, mark) for mark in value)}/")
        elif kind == "enumeration":
            values.append(quoted(value))
        elif kind in _FACETS:
            stated[_FACETS[kind]] = quoted(value)
        else:
            stated[kind] = value
    if (length := stated.pop("length", None)) is not None:
        yield f"length {length}"
    least, most = stated.pop("minLength", ""), stated.pop("maxLength", "")
    if least or most:
        yield f"length {least}..{most}"
    yield from (f"{word} {value}" for word, value in stated.items())
    yield from _lines(values)
    yield from patterns


def wrapped(start: str, said: Iterator[str]) -> Iterator[str]:
    """Yield `start` with what is said of it: on its line when it fits, else on lines below."""
    words = list(said)
    free = [word for word in words if not word.startswith(("pattern ", "values "))]
    rest = words[len(free) :]
    line = " ".join([start, *free])
    if len(rest) == 1 and len(line) + len(rest[0]) < _WIDTH:
        yield f"{line} {rest[0]}"
        return
    yield line
    yield from (f"  {word}" for word in rest)


def _lines(values: Sequence[str]) -> Iterator[str]:
    line = "values"
    for value in values:
        if len(line) + len(value) > _WIDTH - 20:
            yield line
            line = "values"
        line = f"{line} {value}"
    if values:
        yield line
