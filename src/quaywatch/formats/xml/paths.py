"""Where an element stands in its document, as a path that people and filers read."""

from collections import Counter
from collections.abc import Mapping

from lxml import etree

Element = etree._Element  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
"""An element of a parsed document."""


def path_of(element: Element, known: Mapping[Element, int] | None = None) -> str:
    """Return the place of `element` as an XPath with positions, such as `/ie:CC315A[1]/ITI[2]`.

    A name carries the prefix that the document itself gives it. `known` are the `turns` of the
    document, for whoever asks often.
    """
    steps: list[str] = []
    step: Element | None = element
    while step is not None:
        turn = _turn(step) if known is None else known[step]
        steps.append(f"/{_written(step)}[{turn}]")
        step = step.getparent()
    return "".join(reversed(steps))


def turns(root: Element) -> dict[Element, int]:
    """Return of each element how many of its siblings bear its name up to itself."""
    found = {root: 1}
    for parent in root.iter("*"):
        counted: Counter[str] = Counter()
        for child in parent:
            name = str(child.tag)
            counted[name] += 1
            found[child] = counted[name]
    return found


def _turn(element: Element) -> int:
    return 1 + sum(1 for _ in element.itersiblings(str(element.tag), preceding=True))


def local(element: Element) -> str:
    """Return the name of `element` without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _written(element: Element) -> str:
    name = local(element)
    return f"{element.prefix}:{name}" if element.prefix else name
