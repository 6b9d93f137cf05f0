"""Bringing a tree into the form of a message: its order, and only what it has a place for."""

from quaywatch.formats.ics2.element import Element
from quaywatch.formats.ics2.grammar import Group, grammar


def fitted(name: str, content: Element) -> Element:
    """Return `content` as the message `name` would have it; what it has no place for is left out.

    Raises KeyError when there is no such message.
    """
    return _fitted(name, content, grammar().message(name))


def _fitted(name: str, element: Element, group: Group) -> Element:
    places = {member.name: place for place, member in enumerate(group.members)}
    kept = [child for child in element.children if child.name in places]
    kept.sort(key=lambda child: places[child.name])
    children: list[Element] = []
    for child in kept:
        below = grammar().type(group.members[places[child.name]].type)
        is_group = isinstance(below, Group)
        children.append(_fitted(child.name, child, below) if is_group else child)
    return Element(name, element.text, tuple(children), element.attributes)
