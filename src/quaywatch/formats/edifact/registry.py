"""Which reader takes a message: by the type that UNH declares, else by what its segments show."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial

from quaywatch.cargo.problem import Severity
from quaywatch.formats.edifact.answers.reply import Reply
from quaywatch.formats.edifact.calls.voyage import Voyage
from quaywatch.formats.edifact.cuscar.manifest import DOCUMENTS as MANIFESTS
from quaywatch.formats.edifact.cuscar.manifest import Manifest
from quaywatch.formats.edifact.elements import element
from quaywatch.formats.edifact.group import Group
from quaywatch.formats.edifact.iftmin.instruction import Instruction
from quaywatch.formats.edifact.message import Foreign, Message, Origin
from quaywatch.formats.edifact.movements.profile import Profile
from quaywatch.formats.edifact.movements.report import Report
from quaywatch.formats.edifact.movements.types import BAPLIE, TYPES

Begin = Callable[[Group, Origin], Message]
"""Makes a reader, given a message's first group."""


@dataclass(frozen=True, slots=True)
class MessageType:
    """One type of message and how it is read."""

    name: str
    begin: Begin
    cuts: frozenset[str] = frozenset()
    """Tags that begin a group inside; without any, the reader takes what was read at once, up to
    a mebibyte of segments, and cuts itself."""
    documents: frozenset[str] = frozenset()
    """Document names (data element 1001) by which a message without type is known."""
    sign: str = ""
    """What one of its first segments begins with, if that tells it where nothing else does."""


def _foreign(group: Group, _: Origin) -> Message:
    header = group.first(1)[0]
    kind = element(header, 2) if header[:3] == "UNH" else ""
    message = f"messages of type {kind or 'unknown'} are not read yet"
    problem = group.problem("message.unsupported", message, severity=Severity.WARNING)
    return Foreign(group.start, group.end, problem)


FOREIGN = MessageType("", _foreign)


def _movements(profile: Profile) -> MessageType:
    return MessageType(
        profile.name.upper(),
        partial(Report, profile),
        documents=frozenset(profile.events) | profile.documents,
        sign="LOC+147+" if profile is BAPLIE else "",
    )


_BILLS_AND_BOXES = frozenset({"CNI", "EQD"})

_TYPES = (
    MessageType("CUSCAR", Manifest, _BILLS_AND_BOXES, MANIFESTS),
    MessageType("IFCSUM", partial(Manifest, name="ifcsum"), _BILLS_AND_BOXES, frozenset({"787"})),
    MessageType("IFTMIN", Instruction, documents=frozenset({"340", "610"})),
    MessageType("CUSREP", partial(Voyage, "cusrep"), documents=frozenset({"96", "98"})),
    MessageType("IFTSAI", partial(Voyage, "iftsai"), documents=frozenset({"TS2"})),
    *map(_movements, TYPES),
    *(MessageType(name, partial(Reply, name.lower())) for name in ("CONTRL", "APERAK", "CUSRES")),
)

_BY_NAME = {kind.name: kind for kind in _TYPES}
_BY_DOCUMENT = {document: kind for kind in _TYPES for document in kind.documents}
_BY_SIGN = tuple((kind.sign, kind) for kind in _TYPES if kind.sign)

_LOOKED_AT = 40
"""Segments among which signs of the type are looked for."""


def message_type(group: Group) -> MessageType | None:
    """Return the type of the message that a group begins, None when it must go on to tell."""
    segments = group.first(_LOOKED_AT)
    if segments[0][:3] == "UNH" and (kind := element(segments[0], 2)):
        return _BY_NAME.get(kind, FOREIGN)
    begin = next((segment for segment in segments if segment.startswith("BGM")), None)
    if begin is None:
        return None if len(segments) < _LOOKED_AT else FOREIGN
    return _BY_DOCUMENT.get(element(begin, 1)) or _shown(segments)


def _shown(segments: Sequence[str]) -> MessageType:
    for sign, kind in _BY_SIGN:
        if any(segment.startswith(sign) for segment in segments):
            return kind
    return FOREIGN
