"""Where each consignment of a message stands in its bytes."""

import re
from collections.abc import Sequence

from quaywatch.formats.ics2.element import Element
from quaywatch.formats.xml import Document

Span = tuple[int, int]

_TAG = re.compile(
    rb"<!--.*?-->|<!\[CDATA\[.*?\]\]>|<\?.*?\?>"
    rb"|<(/?)(?:[\w.-]+:)?(consignment(?:Master|House)Level)"
    rb"""(?=[\s/>])(?:[^<>"']|"[^"]*"|'[^']*')*>""",
    re.DOTALL,
)
_NAMES = ("consignmentMasterLevel", "consignmentHouseLevel")


def spans(document: Document, root: Element, wanted: Sequence[Element]) -> tuple[Span, ...]:
    """Return first and past-the-end byte of each of `wanted`, which are elements of `root`."""
    if not wanted:
        return ()
    order = {id(e): n for n, e in enumerate(e for e in root.walk() if e.name in _NAMES)}
    found = _all(document.text.data)
    place = document.text.place
    return tuple(
        (document.offset + place(start), document.offset + place(end))
        for start, end in (found[order[id(element)]] for element in wanted)
    )


def _all(data: bytes) -> list[Span]:
    """Return where each such element starts and ends, in the order of their start tags."""
    found: list[Span] = []
    waiting: list[int] = []
    for tag in _TAG.finditer(data):
        if tag[2] is None:
            continue
        if tag[1]:
            number = waiting.pop()
            found[number] = (found[number][0], tag.end())
            continue
        found.append(tag.span())
        if not tag[0].endswith(b"/>"):
            waiting.append(len(found) - 1)
    return found
