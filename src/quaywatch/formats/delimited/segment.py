"""One segment as it was written."""

import msgspec

from quaywatch.formats.delimited.delimiters import Delimiters

BLANK = b" \t\r\n\0\x1a\xef\xbb\xbf"
"""What may stand before a tag: blanks, line ends, padding and a UTF-8 byte order mark."""

Repetition = tuple[bytes, ...]
"""The components of one occurrence of an element, as written (release characters included)."""

Element = tuple[Repetition, ...]
"""The occurrences of one element; several only in syntaxes with a repetition separator."""


class Segment(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """What one terminator ends; writing it again gives the very bytes that it was read from.

    Bytes that are no segment (a service string advice, garbage) have no elements: all is `lead`.
    """

    start: int
    """Position of its first byte, of `lead` if there is any, in the input."""
    lead: bytes
    """Blanks, line ends, padding or a byte order mark before the tag."""
    elements: tuple[Element, ...]
    """The tag, then the data elements."""
    terminator: bytes
    """Empty when the input, or the syntax in force, ended inside the segment."""
    delimiters: Delimiters

    @property
    def tag(self) -> str:
        """The name of the segment; empty when it has no content."""
        return self.value(0).decode("latin-1").strip()

    @property
    def end(self) -> int:
        """Position just after the last byte, the terminator's."""
        return self.start + len(self.to_bytes())

    def raw(self, element: int, component: int = 0, repetition: int = 0) -> bytes:
        """Return a value as written (element 0 is the tag); empty where nothing stands."""
        try:
            return self.elements[element][repetition][component]
        except IndexError:
            return b""

    def value(self, element: int, component: int = 0, repetition: int = 0) -> bytes:
        """Return a value as meant, without release characters; empty where nothing stands."""
        return self.delimiters.unescaped(self.raw(element, component, repetition))

    def span(self, element: int, component: int = 0, repetition: int = 0) -> tuple[int, int]:
        """Return first and past-the-end position of a value in the input.

        Raises IndexError where nothing stands.
        """
        marks = self.delimiters
        value = self.elements[element][repetition][component]
        before = [
            marks.element.join(map(self._written, self.elements[:element])),
            marks.repetition.join(map(marks.component.join, self.elements[element][:repetition])),
            marks.component.join(self.elements[element][repetition][:component]),
        ]
        begun = (element > 0) + (repetition > 0) + (component > 0)
        first = self.start + len(self.lead) + sum(map(len, before)) + begun
        return first, first + len(value)

    def replaced(
        self, value: bytes, element: int, component: int = 0, repetition: int = 0
    ) -> "Segment":
        """Return the segment with one value changed, released as needed; all else stays.

        Raises IndexError where no value stands, ValueError when nothing can release a separator.
        """
        occurrences = list(self.elements[element])
        components = list(occurrences[repetition])
        components[component] = self.delimiters.escaped(value)
        occurrences[repetition] = tuple(components)
        elements = [*self.elements]
        elements[element] = tuple(occurrences)
        return Segment(
            start=self.start,
            lead=self.lead,
            elements=tuple(elements),
            terminator=self.terminator,
            delimiters=self.delimiters,
        )

    def to_bytes(self) -> bytes:
        """Return the segment as it was written, from its pieces."""
        body = self.delimiters.element.join(map(self._written, self.elements))
        return b"".join((self.lead, body, self.terminator))

    def _written(self, element: Element) -> bytes:
        marks = self.delimiters
        return marks.repetition.join([marks.component.join(occurrence) for occurrence in element])
