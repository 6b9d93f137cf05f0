"""One ICS2 message: read from its bytes, written to them, checked against its structure."""

import re
from collections.abc import Iterator, Sequence

import msgspec
from lxml import etree

from quaywatch.cargo.problem import Problem
from quaywatch.formats.ics2.codes import NO_CODES, CodeLists, unknown_codes
from quaywatch.formats.ics2.element import NAMESPACE, Element
from quaywatch.formats.ics2.names import NAMES
from quaywatch.formats.ics2.structure import structure_of
from quaywatch.formats.ics2.tree import built, taken
from quaywatch.formats.xml import Document
from quaywatch.formats.xml import Element as XmlElement
from quaywatch.formats.xml import parse as parse_xml


class Message(msgspec.Struct, frozen=True):
    """A message as a lossless tree; its type is the name of its outermost element."""

    content: Element

    @property
    def type(self) -> str:
        """Such as `IE4R05`."""
        return self.content.name


class UnreadableError(ValueError):
    """The bytes are no ICS2 message; `problem` says why and where."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem.message)
        self.problem = problem


class InvalidMessageError(ValueError):
    """A message breaks its structure or a code list; `problems` names each defect."""

    def __init__(self, problems: Sequence[Problem]) -> None:
        super().__init__("; ".join(problem.message for problem in problems))
        self.problems = tuple(problems)


_FIRST_TAG = re.compile(rb"\s*<(?:([A-Za-z_][\w.-]*):)?IE[34][^>]*>")
"""The first tag of a message without declaration of its own."""


def parse(data: bytes, *, cut_out: bool = False) -> Message:
    """Read a message that stands alone, without envelope. Raises UnreadableError.

    Of one that was known in its envelope and `cut_out` of it, the envelope may have kept the
    declaration of its namespace.
    """
    document = parse_xml(data, namespaces=_left_behind(data) if cut_out else None)
    if isinstance(document, Problem):
        raise UnreadableError(document)
    content = taken(document.root)
    if content.name not in NAMES:
        message = f"{content.name!r} is no ICS2 message that is known"
        raise UnreadableError(document.problem("ics2.unknown-message", message, document.root))
    return Message(content)


def _left_behind(data: bytes) -> dict[str, str] | None:
    """Return the declaration that a message has left behind in its envelope, if it has."""
    tag = _FIRST_TAG.match(data)
    if tag is None:
        return None
    prefix = tag[1] or b""
    declared = b"xmlns:" + prefix + b"=" if prefix else b"xmlns="
    return None if declared in tag[0] else {prefix.decode("ascii", "replace"): NAMESPACE}


def write(message: Message, *, codes: CodeLists = NO_CODES) -> bytes:
    """Write a message in its canonical form: UTF-8, no blanks, one default namespace.

    Raises InvalidMessageError when it breaks its structure or a configured code list.
    """
    data = unchecked(message)
    document = parse_xml(data)
    if isinstance(document, Problem):
        raise InvalidMessageError((document,))
    found = tuple(problems(document, message, codes))
    if found:
        raise InvalidMessageError(found)
    return data


def unchecked(message: Message) -> bytes:
    """Write a message in its canonical form, right or wrong.

    Raises InvalidMessageError when a name or a text holds what XML cannot.
    """
    try:
        root = built(message.content)
    except ValueError as error:
        raise InvalidMessageError((Problem(code="ics2.text", message=str(error)),)) from None
    return etree.tostring(root, xml_declaration=True, encoding="UTF-8")


def problems(document: Document, message: Message, codes: CodeLists) -> Iterator[Problem]:
    """Yield what breaks the structure of a message, and values that their code list has not."""
    structure = structure_of(message.type)
    if structure is not None:
        for problem in structure.problems(document):
            plain = problem.message.replace(f"{{{NAMESPACE}}}", "")
            yield msgspec.structs.replace(problem, message=plain)
    unknown = list(unknown_codes(message.content, codes))
    if unknown:
        nodes = located(document, message.content)
        for element, name in unknown:
            said = f"'{element.text.strip()}' is not in code list {name}"
            yield document.problem("ics2.code", said, nodes[id(element)])


def located(document: Document, content: Element) -> dict[int, XmlElement]:
    """Return the parsed element of each of ours, by the identity of ours."""
    nodes = document.root.iter("*")
    return {id(ours): node for ours, node in zip(content.walk(), nodes, strict=True)}
