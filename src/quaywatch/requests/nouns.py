"""What a request says and what comes back."""

from datetime import datetime
from enum import StrEnum

import msgspec

from quaywatch.cargo import Finding, Subject
from quaywatch.requests.kinds import RequestKind


class Addressee(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """The filer to whom a request goes."""

    identifier: str
    """As it identified itself in its messages."""
    name: str = ""
    carrier_code: str = ""
    """The carrier, where it filed a bill of its own."""
    format: str = ""
    """Format of its filing, and so of what it is sent."""
    reference: str = ""
    """Its own number of the message that is asked about."""
    mrn: str = ""
    """Movement reference number of that message, when customs gave one."""

    @property
    def subjects(self) -> frozenset[str]:
        """Whom an account must speak for to read and answer what goes to this filer."""
        named = (("filer", self.identifier), ("carrier", self.carrier_code))
        return frozenset(f"{kind}/{name}" for kind, name in named if name)


class Question(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One thing that is asked, resting on one documentary finding and nothing else."""

    code: str
    """The check that spoke up; see `asking` for what it asks."""
    subject: Subject
    index: int = 0
    about: str = ""
    """Container number or number of the goods line; empty for the whole consignment."""
    declared: dict[str, str] = {}
    """The declared values by field name."""

    @property
    def key(self) -> str:
        """Name of the question, the same before and after an amendment."""
        return f"{self.code}/{self.about}"


class Draft(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A request as it would be sent."""

    kind: RequestKind
    consignment_id: str
    reference: str
    """Bill of lading number."""
    addressee: Addressee
    language: str
    questions: tuple[Question, ...] = ()
    remark: str = ""
    """What the officer adds in own words."""
    box_id: str = ""
    equipment_number: str = ""
    vessel_name: str = ""
    voyage: str = ""
    load_by: datetime | None = None
    """Departure from the port of loading, as declared."""
    decide_by: datetime | None = None
    """End of the time for the risk analysis, see `terms.WINDOW`."""


class Purpose(StrEnum):
    """Why something is sent."""

    REQUEST = "request"
    REMINDER = "reminder"
    WITHDRAWAL = "withdrawal"


class Message(msgspec.Struct, frozen=True, kw_only=True):
    """What goes out; the bytes are the original of the event that carries it."""

    purpose: Purpose
    format: str
    """Such as `ics2`, `cusres` or `letter`."""
    media_type: str
    name: str
    """Name of the file."""


class Sending(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What was sent, and until when the answer is due."""

    message: Message
    due_at: datetime
    remind_at: datetime
    document: int = 0
    """Ledger position of the filing that was asked about."""
    known: tuple[str, ...] = ()
    """Keys of all documentary findings of the consignment at that moment."""


class AnswerSource(StrEnum):
    """How an answer came."""

    FILING = "filing"
    """A message of the filer about the same consignment."""
    REPLY = "reply"
    """A message of its own that answers by the number of the question."""
    PORTAL = "portal"
    """The filer wrote it on the page."""
    OFFICER = "officer"
    """An officer wrote down what came by letter or telephone."""


class Answer(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the filer answered; the bytes of an attachment are the event's original."""

    source: AnswerSource
    text: str = ""
    document: int = 0
    """Ledger position of the message, for `AnswerSource.FILING` and `AnswerSource.REPLY`."""
    attachment: str = ""
    """Name of the file that came with it."""
    media_type: str = ""


class Assessed(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What the answer changed."""

    document: int
    """Ledger position of the version that was assessed."""
    cured: tuple[str, ...] = ()
    """Keys of questions whose finding is gone."""
    remaining: tuple[str, ...] = ()
    new: tuple[Finding, ...] = ()
    """Findings that were not there when the request was sent."""
