"""What customs already made of a declaration: analyses of its risk, and controls."""

from datetime import datetime

import msgspec


class RiskFinding(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One result of a risk analysis that an authority made; codes are those of its own lists."""

    analysis: str
    """Reference of the request for analysis that it answers."""
    category: str | None = None
    """Security and safety, or another aim (ICS2 code list 736)."""
    authority: str | None = None
    """Country whose customs made it (ISO 3166-1 alpha-2)."""
    kind: str | None = None
    """How it was made (ICS2 code list 739)."""
    area: str | None = None
    """What was feared (ICS2 code list 740)."""
    level: str | None = None
    """How much (ICS2 code list 758)."""
    result: str | None = None
    """What followed from it (ICS2 code list 737)."""
    criteria: str | None = None
    """Identifier of the criteria that were met."""
    text: str | None = None
    completed_at: datetime | None = None


class Control(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A control that customs decided on or carried out, as a message tells of it."""

    office: str | None = None
    """Customs office that controls."""
    place: str | None = None
    """Where, as written."""
    notified_at: datetime | None = None
    """When the decision, or the result, was told."""
    scheduled_at: datetime | None = None
    ended_at: datetime | None = None
    kind: str | None = None
    """Documents, scan, opening … (ICS2 code list 716)."""
    result: str | None = None
    """What was found (ICS2 code list 714); None before there is a result."""
    description: str | None = None
    transport_documents: tuple[str, ...] = ()
    """Bills of lading that it is about; empty together with the next: all that the filing names."""
    equipment_numbers: tuple[str, ...] = ()
