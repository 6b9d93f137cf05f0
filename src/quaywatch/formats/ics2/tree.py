"""From parsed XML to our tree and back."""

from collections.abc import Mapping
from typing import cast

from lxml import etree

from quaywatch.formats.ics2.element import NAMESPACE, Element
from quaywatch.formats.xml import Element as XmlElement

_PREFIX = f"{{{NAMESPACE}}}"


def taken(node: XmlElement) -> Element:
    """Return our tree of a parsed element.

    Blanks between elements are not kept; text beside elements, which no message has, is.
    """
    children = tuple(taken(child) for child in node)
    text = node.text or ""
    if children:
        text = (text + "".join(child.tail or "" for child in node)).strip()
    attributes = cast("Mapping[str, str]", node.attrib)
    return Element(
        str(node.tag).removeprefix(_PREFIX), text, children, tuple(sorted(attributes.items()))
    )


def built(element: Element) -> XmlElement:
    """Return an element ready to be validated and serialised.

    Raises ValueError when a name or a text holds what XML cannot.
    """
    root = etree.Element(_tag(element.name), nsmap={None: NAMESPACE})
    _fill(root, element)
    return root


def _fill(node: XmlElement, element: Element) -> None:
    if element.text:
        node.text = element.text
    for name, value in element.attributes:
        node.set(name, value)
    for child in element.children:
        _fill(etree.SubElement(node, _tag(child.name)), child)


def _tag(name: str) -> str:
    return name if name[:1] == "{" else _PREFIX + name
