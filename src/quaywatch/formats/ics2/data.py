"""A message as plain data with typed values, and back.

Of a message that keeps to its structure nothing is lost either way; in another, elements of one
name that stand apart come together. A group is a dictionary in the order of the message; an
element that may stand more than once is a list. A value is a number, an instant, bytes or a text,
as the structure says; one that would be written otherwise than it came, such as a broken date,
stays a text. Attributes go by `@name`, and a text beside elements by `#text`.
"""

import base64
import binascii
from collections.abc import Callable, Iterator, Mapping
from datetime import UTC, datetime
from decimal import Decimal, InvalidOperation
from typing import Any, cast

from quaywatch.formats.ics2.element import Element
from quaywatch.formats.ics2.grammar import Group, Leaf, Member, grammar
from quaywatch.formats.ics2.message import Message

_PLAIN = frozenset("0123456789.-+")

Value = str | Decimal | datetime | bytes


def to_data(message: Message) -> dict[str, Any]:
    """Return what a message holds. Raises KeyError when its type is not known."""
    return _group(message.content, grammar().message(message.type))


def from_data(name: str, data: Mapping[str, Any]) -> Message:
    """Return the message of type `name` that `data` describes; it is not checked."""
    return Message(_element(name, data))


def _group(element: Element, group: Group | None) -> dict[str, Any]:
    members = {member.name: member for member in group.members} if group else {}
    found: dict[str, Any] = {f"@{name}": value for name, value in element.attributes}
    if element.text:
        found["#text"] = element.text
    for child in element.children:
        said = _said(child, members.get(child.name))
        if child.name not in found:
            found[child.name] = [said] if _repeats(members.get(child.name)) else said
        elif isinstance(found[child.name], list):
            found[child.name].append(said)
        else:
            found[child.name] = [found[child.name], said]
    return found


def _repeats(member: Member | None) -> bool:
    return member is not None and member.most > 1


def _said(element: Element, member: Member | None) -> Any:
    kind = None if member is None else grammar().type(member.type)
    if element.children or element.attributes or isinstance(kind, Group):
        return _group(element, kind if isinstance(kind, Group) else None)
    return value(element.text, kind)


def value(text: str, kind: Leaf | None) -> Value:
    """Return a text as its type has it, or as it is when it would be written otherwise."""
    while kind is not None and not kind.base.startswith("xs:"):
        below = grammar().type(kind.base)
        kind = below if isinstance(below, Leaf) else None
    read = _READERS.get(kind.base) if kind is not None else None
    if read is None:
        return text
    try:
        typed = read(text)
    except (ValueError, InvalidOperation, binascii.Error):
        return text
    return typed if written(typed) == text else text


def _decimal(text: str) -> Decimal:
    if not _PLAIN.issuperset(text):
        raise ValueError(text)  # an exponent could be written out as gigabytes
    return Decimal(text)


def _bytes(text: str) -> bytes:
    return base64.b64decode(text, validate=True)


_READERS: dict[str, Callable[[str], Value]] = {
    "xs:decimal": _decimal,
    "xs:dateTime": datetime.fromisoformat,
    "xs:base64Binary": _bytes,
}


def written(said: Value) -> str:
    """Return a value as messages write it."""
    if isinstance(said, datetime):
        text = said.isoformat()
        return text.replace("+00:00", "Z") if said.tzinfo == UTC else text
    if isinstance(said, bytes):
        return base64.b64encode(said).decode()
    return format(said, "f") if isinstance(said, Decimal) else said


def _element(name: str, said: object) -> Element:
    if not isinstance(said, Mapping):
        return Element(name, written(cast("Value", said)))
    holds = cast("Mapping[str, Any]", said)
    attributes = sorted((key[1:], str(v)) for key, v in holds.items() if key.startswith("@"))
    text = holds.get("#text", "")
    return Element(name, text, tuple(_children(holds)), tuple(attributes))


def _children(holds: Mapping[str, Any]) -> Iterator[Element]:
    for name, said in holds.items():
        if name[0] not in "@#":
            for one in cast("list[object]", said) if isinstance(said, list) else [said]:
                yield _element(name, one)
