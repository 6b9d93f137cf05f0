"""The noun: one thing that one authority tells others, in one of its versions."""

from datetime import UTC, datetime
from typing import Annotated, get_args
from uuid import UUID, uuid5

import msgspec

from quaywatch.alliance.bodies import Body, Withdrawal
from quaywatch.alliance.bodies.text import UUID_PATTERN
from quaywatch.alliance.handling import Handling, Node, Source
from quaywatch.alliance.quantities import Instant, Version

NOTICES = UUID("6f0f3a52-4c0e-5a36-9d3b-0b1c8f7e2d41")
"""Namespace of notices' ids."""
_FIRST, _LAST = datetime(1970, 1, 1, tzinfo=UTC), datetime(2200, 1, 1, tzinfo=UTC)
"""Between them every instant lies; near the ends of the calendar one cannot be told in UTC."""
_INSTANTS = {
    kind: tuple(
        field.name
        for field in msgspec.structs.fields(kind)
        if Instant in (field.type, *get_args(field.type))
    )
    for kind in get_args(Body)
}
"""Fields of each body that are instants."""


class Notice(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A notice; together origin, id and version name it for ever.

    A correction is a further version with its reason, a withdrawal a last version without content.
    """

    origin: Node
    """Whose it is, however many hands it went through."""
    id: Annotated[str, msgspec.Meta(pattern=f"^{UUID_PATTERN}$")]
    version: Version
    created_at: Instant
    """Of its first version."""
    made_at: Instant
    """Of this one."""
    handling: Handling
    body: Body
    source: Source = Source()
    valid_until: Instant | None = None
    """After that it is history: nobody ranks by it any more."""
    correction: Annotated[str, msgspec.Meta(max_length=1000)] = ""
    """What was wrong with the version before."""

    def __post_init__(self) -> None:
        """Refuse what contradicts itself; raises ValueError."""
        body = self.body
        of_body = [getattr(body, name) for name in _INSTANTS[type(body)]]
        for at in (self.created_at, self.made_at, self.valid_until, *of_body):
            if at is None:
                continue
            if at.tzinfo is None:
                raise ValueError("instants bear their time zone")
            if not _FIRST <= at <= _LAST:
                raise ValueError("instants lie between 1970 and 2200")
        if self.made_at < self.created_at:
            raise ValueError("no version is older than the first")
        if self.version == 1 and (self.correction or isinstance(self.body, Withdrawal)):
            raise ValueError("a first version corrects and withdraws nothing")
        if self.version > 1 and not (self.correction or isinstance(self.body, Withdrawal)):
            raise ValueError("a further version says what was wrong, or withdraws")

    @property
    def kind(self) -> str:
        """What it is about, or was before it was withdrawn."""
        if isinstance(self.body, Withdrawal):
            return self.body.of
        return str(self.body.__struct_config__.tag)

    @property
    def reference(self) -> str:
        """How other notices name it."""
        return f"{self.kind}/{self.id}"

    @property
    def withdrawn(self) -> bool:
        """Whether its originator took it back."""
        return isinstance(self.body, Withdrawal)


def known_by(origin: str, reference: str) -> str:
    """Return the id of a notice that its origin knows by a reference: always the same."""
    return str(uuid5(NOTICES, f"{origin}/{reference}"))
