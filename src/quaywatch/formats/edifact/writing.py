"""Putting segments into messages, and messages into an interchange."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from unicodedata import normalize

from quaywatch.formats.edifact.charset import JUDGED_BYTES, codec, holds_utf8
from quaywatch.formats.edifact.syntax import escape

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
"""Stands for the time of an interchange that is not known."""


def message(number: int | str, kind: str, segments: Iterable[str]) -> str:
    """Return a message around its segments, which come without terminators.

    `kind` is the message identifier (S009), such as `CUSCAR:D:95B:UN`.
    """
    body = [f"UNH+{number}+{kind}", *segments]
    body.append(f"UNT+{len(body) + 1}+{number}")
    return "'".join([*body, ""])


def interchange(
    messages: Sequence[str],
    *,
    sender: str,
    recipient: str,
    made: datetime,
    reference: str | int,
    syntax: str = "",
) -> bytes:
    """Return an interchange of messages.

    Text is written under the syntax identifier that is asked for, letters that it lacks replaced
    by the nearest of ASCII; when none is, in ISO 8859-1 (UNOC) where that says it all, else in
    UTF-8 (UNOW). `sender` and `recipient` are composites: a `:` in them separates.
    """
    made = made.astimezone(UTC)
    body = "".join(messages)
    ends = f"{sender}+{recipient}+{made:%y%m%d:%H%M}+{escape(str(reference))}"
    name = codec(syntax.partition(":")[0])
    if name is not None:
        syntax, ends, body = (_fitted(content, name) for content in (syntax, ends, body))
    elif _fits("latin-1", ends + body):
        syntax, name = "UNOC:3", "latin-1"
    else:
        syntax, name = "UNOW:4", "utf-8"
    head = f"UNA:+.? 'UNB+{syntax}+{ends}'"
    trailer = f"UNZ+{len(messages)}+{escape(str(reference))}'"
    return f"{head}{body}{trailer}".encode(name)


def _fitted(content: str, name: str) -> str:
    """Return the text in letters that a character set has."""
    if name == "utf-8" or _fits(name, content):
        return content
    return "".join(char if char.isascii() else _nearest(char) for char in content)


def _nearest(char: str) -> str:
    """Return the letters or digits that a character is made of; never a separator."""
    return "".join(part for part in normalize("NFKD", char) if part.isascii() and part.isalnum())


def _fits(name: str, content: str) -> bool:
    """Whether a character set holds the text, and nothing of it would be taken for UTF-8."""
    if content.isascii():
        return True
    try:
        data = content.encode(name)
    except UnicodeEncodeError:
        return False
    first = next(i for i, char in enumerate(content) if not char.isascii())
    if holds_utf8(data[first : first + JUDGED_BYTES]):
        return False
    return not any(_is_utf8(segment) for segment in data.split(b"'") if not segment.isascii())


def _is_utf8(data: bytes) -> bool:
    try:
        data.decode()
    except UnicodeDecodeError:
        return False
    return True
