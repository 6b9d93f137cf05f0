"""One conversation as it is read."""

import msgspec

from quaywatch.requests import Letter, Matter, Request


class Conversation(msgspec.Struct, frozen=True, kw_only=True):
    """A request, its words, and what it is about as of now."""

    request: Request
    letter: Letter
    matter: Matter
