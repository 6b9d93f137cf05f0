"""Whether a filing is of the type that it says it is."""

from collections.abc import Iterator

from quaywatch.formats.ics2.element import Element
from quaywatch.formats.ics2.rules.breach import Breach


def filing_type(root: Element) -> Iterator[Breach]:
    """The specific circumstance indicator is that of the message: F11 in IE3F11 and IE3A11."""
    indicator = root.first("SpecificCircumstanceIndicator")
    expected = f"F{root.name[4:]}"
    if indicator is not None and indicator.text.strip() != expected:
        message = f"{root.name} says it is of type {indicator.text.strip()!r}"
        yield Breach("filing-type", indicator, message)
