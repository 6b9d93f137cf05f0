"""Who is held to account."""

from enum import StrEnum


class SubjectKind(StrEnum):
    """In what capacity somebody is scored."""

    CARRIER = "carrier"
    """By carrier code: whose ship and whose master bill it is."""
    FORWARDER = "forwarder"
    """By the name of the freight forwarder declared, else the filer of a house bill."""
    FILER = "filer"
    """By the identification of the sender of the message."""
