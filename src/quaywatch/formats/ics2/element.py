"""A message as a tree: every element, attribute and text in the order it was written."""

from collections.abc import Iterator

import msgspec

NAMESPACE = "urn:wco:datamodel:eu:ics2:2"
"""Namespace of all ICS2 messages, at the Common Repository and at the trader interface."""


class Element(msgspec.Struct, frozen=True, gc=False):
    """One element; those of the ICS2 namespace go by their bare name, others as `{uri}name`."""

    name: str
    text: str = ""
    """Character data as written; empty for an element that holds others."""
    children: tuple["Element", ...] = ()
    attributes: tuple[tuple[str, str], ...] = ()

    def all(self, path: str) -> Iterator["Element"]:
        """Yield the elements under `path` (names joined by a slash), in document order."""
        name, _, rest = path.partition("/")
        for child in self.children:
            if child.name == name:
                if rest:
                    yield from child.all(rest)
                else:
                    yield child

    def first(self, path: str) -> "Element | None":
        """Return the first element under `path`, or None."""
        return next(self.all(path), None)

    def said(self, path: str) -> str | None:
        """Return the text of the first element under `path`, trimmed; None when it says nothing."""
        found = self.first(path)
        return (found.text.strip() or None) if found is not None else None

    def every(self, path: str) -> tuple[str, ...]:
        """Return the texts of all elements under `path`, trimmed, without empty ones."""
        return tuple(text for found in self.all(path) if (text := found.text.strip()))

    def walk(self) -> Iterator["Element"]:
        """Yield this element and all beneath it, in document order."""
        waiting: list[Element] = [self]
        while waiting:
            element = waiting.pop()
            yield element
            waiting.extend(reversed(element.children))


def leaf(name: str, text: str | int | None) -> Element | None:
    """Return an element that holds `text`; None, which `group` leaves out, when there is none."""
    return None if text is None else Element(name, str(text))


def group(name: str, *children: Element | None) -> Element:
    """Return an element that holds `children`, in the order given."""
    return Element(name, children=tuple(child for child in children if child is not None))


def group_if(name: str, *children: Element | None) -> Element | None:
    """Return an element that holds `children`, or None when there are none."""
    made = group(name, *children)
    return made if made.children else None
