"""The letter itself, for whoever has no format of its own."""

from quaywatch.requests import letters
from quaywatch.requests.outgoing.notice import Notice


class PlainLetter:
    """Plain text."""

    name, media_type, suffix = "letter", "text/plain; charset=utf-8", "txt"

    def write(self, notice: Notice) -> bytes:
        """Return the letter in UTF-8."""
        return letters.text(notice.letter).encode("utf-8", "replace")
