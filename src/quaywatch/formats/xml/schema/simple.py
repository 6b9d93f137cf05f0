"""Simple types: a base with facets, a union or a list; written on a line, read from a line.

simple Mass xs:decimal digits 11 fraction 3 above 0
simple Place xs:token length 1..35 pattern /[^ ].*/
simple Mode xs:token values 1 2 "3 a"
"""

from collections.abc import Sequence

from quaywatch.formats.xml.paths import Element
from quaywatch.formats.xml.schema.layout import Row, TableError
from quaywatch.formats.xml.schema.names import Names, child

_FACETS = {
    "digits": "totalDigits",
    "fraction": "fractionDigits",
    "from": "minInclusive",
    "to": "maxInclusive",
    "above": "minExclusive",
    "below": "maxExclusive",
    "space": "whiteSpace",
    "pattern": "pattern",
}


def add_simple(parent: Element, row: Row, words: Sequence[str], names: Names) -> Element:
    """Add the simple type that `words` and the lines below `row` state; return it."""
    made = child(parent, "simpleType")
    if words[:1] == ["union"]:
        members = [names.type(word) for word in words[1:]]
        union = child(made, "union", **({"memberTypes": " ".join(members)} if members else {}))
        for member in row.rows:
            add_simple(union, member, member.words[1:], names)
    elif words[:1] == ["list"]:
        child(made, "list", itemType=names.type(_second(words, row)))
    elif words:
        restriction = child(made, "restriction", base=names.type(words[0]))
        add_facets(restriction, words[1:], row)
        for line in row.rows:
            add_facets(restriction, line.words, line)
    else:
        raise TableError(f"line {row.number}: a simple type needs a base")
    return made


def _second(words: Sequence[str], row: Row) -> str:
    if len(words) < 2:
        raise TableError(f"line {row.number}: a list needs the type of its items")
    return words[1]


def add_facets(restriction: Element, words: Sequence[str], row: Row) -> None:
    """Add the facets that `words` name. Raises TableError."""
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if not rest:
            raise TableError(f"line {row.number}: {word!r} is without its value")
        if word == "values":
            for value in rest:
                child(restriction, "enumeration", value=value)
            return
        value = rest.pop(0)
        if word == "length":
            _add_length(restriction, value)
        elif word in _FACETS:
            child(restriction, _FACETS[word], value=value)
        else:
            raise TableError(f"line {row.number}: {word!r} is not a facet")


def _add_length(restriction: Element, value: str) -> None:
    least, between, most = value.partition("..")
    if not between:
        child(restriction, "length", value=least)
    if between and least:
        child(restriction, "minLength", value=least)
    if between and most:
        child(restriction, "maxLength", value=most)
