"""Coded reasons: what an officer who leaves the plan, holds a box or lets it go has to say."""

from enum import StrEnum


class SkipReason(StrEnum):
    """Why what was planned or ordered is not done."""

    CLEARED_OTHERWISE = "cleared-otherwise"
    """Another control has answered for it."""
    NOT_HERE = "not-here"
    """The box is not at the terminal, or cannot be reached in time."""
    NO_STAFF = "no-staff"
    NO_EQUIPMENT = "no-equipment"
    UNSAFE = "unsafe"
    """Fumigated, dangerous or damaged goods."""
    PERISHABLE = "perishable"
    """The goods would spoil."""
    MISTAKE = "mistake"
    """Ordered by mistake, or twice."""
    OTHER = "other"


class DelayReason(StrEnum):
    """Why an ordered inspection moves to another slot."""

    NOT_HERE = "not-here"
    NO_STAFF = "no-staff"
    NO_EQUIPMENT = "no-equipment"
    URGENT_WORK = "urgent-work"
    WEATHER = "weather"
    OTHER = "other"


class DetentionReason(StrEnum):
    """Why customs keep a box at the terminal without an order to inspect it."""

    INFORMATION = "information"
    DOCUMENTS = "documents"
    SEAL = "seal"
    OTHER_AUTHORITY = "other-authority"
    OTHER = "other"


class LiftingReason(StrEnum):
    """Why a box that customs keep may go."""

    EXPLAINED = "explained"
    """What looked irregular has an innocent explanation."""
    SEIZED = "seized"
    """What was found has been taken out."""
    HANDED_OVER = "handed-over"
    """Another authority has taken the box over."""
    NOT_INSPECTED = "not-inspected"
    """The inspection was cancelled; nothing speaks against the box."""
    OTHER = "other"
