"""What a node answers its peers beside batches: each sort of question has a desk of its own."""

from collections.abc import Callable, Mapping

DESKS = "/line/desk/"
"""What a desk's path begins with; its name follows."""
MEDIA_TYPE = "application/vnd.quaywatch.desk"


class TurnedAway(Exception):  # noqa: N818 - the partner's word
    """A desk refuses, with a status, a short code and its reason."""

    def __init__(self, status: int, fault: str, message: str) -> None:
        super().__init__(message)
        self.status, self.fault = status, fault


Desk = Callable[[str, bytes], bytes]
"""Takes the name of the peer, whose certificate was checked, and what it asks; returns the answer.

It is called in a thread of its own, and raises TurnedAway.
"""
Desks = Mapping[str, Desk]
