"""What goes through a request: batches one after the other, each with its length before it."""

from collections.abc import Iterable

VERSION = 1
"""Of the protocol. A node speaks with those of the release before and after its own."""
VERSION_HEADER = "quaywatch-line"
MEDIA_TYPE = "application/vnd.quaywatch.batches"
LOG, INBOX, STATE = "/line/log", "/line/inbox", "/line/state"
MOST_BYTES = 32 * 2**20
"""Of one request or answer."""
MOST_BATCHES = 64
MOST_WAIT_S = 25.0
"""How long an answer may be waited for when there is nothing new."""
_LENGTH = 4


class BadFrame(ValueError):  # noqa: N818 - the operator's word
    """Bytes that are no batches one after the other; the message says where."""


def spoken(said: str | None) -> bool:
    """Say whether a version that the other end names is understood here."""
    return said is not None and said.isascii() and said.isdigit() and abs(int(said) - VERSION) <= 1


def framed(bodies: Iterable[bytes]) -> bytes:
    """Return batches as one body."""
    return b"".join(len(body).to_bytes(_LENGTH, "big") + body for body in bodies)


def unframed(data: bytes) -> list[bytes]:
    """Return the batches in a body; raises BadFrame."""
    found: list[bytes] = []
    at = 0
    while at < len(data):
        size = int.from_bytes(data[at : at + _LENGTH], "big")
        end = at + _LENGTH + size
        if at + _LENGTH > len(data) or end > len(data):
            raise BadFrame(f"a batch that begins at byte {at} is cut short")
        if len(found) == MOST_BATCHES:
            raise BadFrame(f"more than {MOST_BATCHES} batches at once")
        found.append(data[at + _LENGTH : end])
        at = end
    return found
