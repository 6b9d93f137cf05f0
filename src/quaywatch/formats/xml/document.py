"""One XML document, parsed safely, whose elements know where they stand in the input."""

import re
from bisect import bisect_left
from copy import deepcopy
from dataclasses import dataclass
from functools import cache, cached_property

import msgspec
from lxml import etree

from quaywatch.cargo.problem import Problem, Severity
from quaywatch.formats.xml.charset import Decoded, decoded
from quaywatch.formats.xml.paths import Element, path_of, turns

_XINCLUDE = b"http://www.w3.org/2001/XInclude"
_PROLOG = re.compile(rb"(?:\s+|<\?.*?\?>|<!--.*?-->)*", re.DOTALL)
_LINE_END = re.compile(rb"\n")
_MARKUP = re.compile(
    rb"""<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>|</|(<)(?:[^<>"']|"[^"]*"|'[^']*')*>""", re.DOTALL
)


@dataclass(frozen=True)
class Document:
    """A well-formed document without a DTD, with the positions of its elements."""

    root: Element
    text: Decoded
    offset: int = 0
    """Position of the document's first byte in the input."""
    line: int = 1
    """Line of the input on which the document starts, from 1."""

    @property
    def problems(self) -> tuple[Problem, ...]:
        """What is odd about it though it could be read."""
        odd = self.text.problem
        return () if odd is None else (_moved(odd, self.offset),)

    @cached_property
    def _starts(self) -> list[int]:
        found = (match.start(1) for match in _MARKUP.finditer(self.text.data))
        return [start for start in found if start >= 0]

    @cached_property
    def _line_ends(self) -> list[int]:
        return [found.start() for found in _LINE_END.finditer(self.text.data)]

    @cached_property
    def _numbers(self) -> dict[Element, int]:
        return {element: number for number, element in enumerate(self.root.iter("*"))}

    @cached_property
    def _turns(self) -> dict[Element, int]:
        return turns(self.root)

    def problem(
        self,
        code: str,
        message: str,
        element: Element,
        *,
        severity: Severity = Severity.ERROR,
        path: str | None = None,
    ) -> Problem:
        """Return a problem located at `element`; its `field` is `path`, or else the element's."""
        start = self._starts[self._numbers[element]]
        return Problem(
            code=code,
            message=message,
            severity=severity,
            offset=self.offset + self.text.place(start),
            segment=self.line + bisect_left(self._line_ends, start),
            field=path or path_of(element, self._turns),
        )


def parse(
    data: bytes,
    *,
    offset: int = 0,
    line: int = 1,
    namespaces: dict[str, str] | None = None,
    keep_blanks: bool = True,
) -> Document | Problem:
    """Return the document in `data`, or the located reason why it is refused.

    No entity is expanded and nothing is fetched; a DTD and XInclude are refused, and so is what
    is nested deeper than 256 elements or has a text longer than ten million bytes. `namespaces`
    are those (by prefix) that an envelope declares for a document cut out of it. Without
    `keep_blanks`, blanks between elements may be left out, which makes parsing a fifth faster; text
    of elements that hold no others stays.
    """
    text = decoded(data)
    if text.problem is not None and text.problem.severity is Severity.ERROR:
        return _moved(text.problem, offset)
    line += data.count(b"\n", 0, text.skipped)
    prolog = _PROLOG.match(text.data)
    start = 0 if prolog is None else prolog.end()
    if text.data.startswith(b"<!DOCTYPE", start):
        return _refusal("xml.dtd", "a DTD is not taken", text, start, offset, line)
    try:
        root = _root(text, namespaces or {}, keep_blanks)
    except etree.XMLSyntaxError as error:
        return _malformed(error, text, offset, line)
    document = Document(root, text, offset, line)
    if _XINCLUDE in text.data:
        for element in root.iter(f"{{{_XINCLUDE.decode()}}}*"):
            return document.problem("xml.inclusion", "XInclude is not taken", element)
    return document


def _root(text: Decoded, namespaces: dict[str, str], keep_blanks: bool) -> Element:
    # Blanks beside a remark, CDATA or an instruction may be a part of an element's text.
    bare = not keep_blanks and b"<!" not in text.data and text.data.rfind(b"<?") <= 0
    parser = _parser(text.encoding, bare)
    if not namespaces:
        return etree.fromstring(text.data, parser)
    declared = "".join(
        f' xmlns{":" if prefix else ""}{prefix}="{uri}"' for prefix, uri in namespaces.items()
    )
    ahead = f"<envelope{declared}>".encode("ascii", "xmlcharrefreplace")
    envelope = etree.fromstring(ahead + text.data + b"</envelope>", parser)
    root = deepcopy(envelope[0])  # in a document of its own, which paths of errors start from
    root.tail = None
    return root


@cache
def _parser(encoding: str, bare: bool) -> "etree.XMLParser[Element]":
    return etree.XMLParser(
        encoding=encoding,
        resolve_entities=False,
        no_network=True,
        load_dtd=False,
        dtd_validation=False,
        huge_tree=False,
        remove_comments=True,
        remove_pis=True,
        remove_blank_text=bare,
    )


def _malformed(error: etree.XMLSyntaxError, text: Decoded, offset: int, line: int) -> Problem:
    row, column = error.position
    start = 0
    for _ in range(row - 1):
        start = text.data.find(b"\n", start) + 1
    start = min(start + max(column - 1, 0), len(text.data))
    return _refusal("xml.malformed", error.msg or "not well-formed", text, start, offset, line)


def _refusal(code: str, message: str, text: Decoded, start: int, offset: int, line: int) -> Problem:
    return Problem(
        code=code,
        message=message,
        offset=offset + text.place(start),
        segment=line + text.data.count(b"\n", 0, start),
    )


def _moved(problem: Problem, by: int) -> Problem:
    return msgspec.structs.replace(problem, offset=(problem.offset or 0) + by)
