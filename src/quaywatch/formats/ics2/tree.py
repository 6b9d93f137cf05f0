"""From parsed XML to our tree and back."""

from sys import intern

from lxml import etree

from quaywatch.formats.ics2.element import NAMESPACE, Element
from quaywatch.formats.xml import Element as XmlElement

_PREFIX = f"{{{NAMESPACE}}}"


def taken(node: XmlElement) -> Element:
    """Return our tree of a parsed element.

    Blanks between elements are not kept; text beside elements, which no message has, is.
    """
    children: list[Element] = []
    beside: list[str] = []
    for child in node:
        children.append(taken(child))
        tail = child.tail
        if tail and not tail.isspace():
            beside.append(tail)
    text = node.text or ""
    if children:
        text = "".join([text, *beside]).strip()
    return Element(_name(str(node.tag)), text, tuple(children), tuple(sorted(node.items())))


def _name(tag: str) -> str:
    return intern(tag[len(_PREFIX) :] if tag.startswith(_PREFIX) else tag)


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
