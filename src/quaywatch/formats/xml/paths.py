"""Where an element stands in its document, as a path that people and filers read."""

from lxml import etree

Element = etree._Element  # noqa: SLF001 # pyright: ignore[reportPrivateUsage]
"""An element of a parsed document."""


def path_of(element: Element) -> str:
    """Return the place of `element` as an XPath with positions, such as `/ie:CC315A[1]/ITI[2]`.

    A name carries the prefix that the document itself gives it.
    """
    steps: list[str] = []
    step: Element | None = element
    while step is not None:
        twins = step.itersiblings(str(step.tag), preceding=True)
        steps.append(f"/{_written(step)}[{sum(1 for _ in twins) + 1}]")
        step = step.getparent()
    return "".join(reversed(steps))


def local(element: Element) -> str:
    """Return the name of `element` without its namespace."""
    return str(element.tag).rpartition("}")[2]


def _written(element: Element) -> str:
    name = local(element)
    return f"{element.prefix}:{name}" if element.prefix else name
