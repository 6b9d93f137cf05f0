"""One conversation as it is read."""

import msgspec

from quaywatch.requests import Letter, Matter, Request


class Conversation(msgspec.Struct, frozen=True, kw_only=True):
    """A request, its words, and what it is about as of now."""

    request: Request
    matter: Matter
    letters: dict[str, Letter]
    """By language: while it can be changed all of them, with all that can be asked; afterwards
    the one that was sent."""


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """A conversation as its filer sees it: what was sent, and what it answered."""

    request: Request
    letter: Letter
