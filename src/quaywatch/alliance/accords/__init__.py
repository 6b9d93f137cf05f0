"""What an authority settles with its allies, and how it comes into force: by two people.

Agreements with partners, the sharing policy, standing orders, what is published and what share of
containers is asked to be looked at have one life:
somebody proposes, somebody else confirms, one person alone may stop it. Each step is an event.
"""

from quaywatch.alliance.accords.commands import (
    Refusal,
    Refused,
    confirm,
    confirm_under,
    end,
    give_back,
    propose,
    suspend,
)
from quaywatch.alliance.accords.life import AccordEvent, Entry, Fact, Life, Stage, named, stream
from quaywatch.alliance.accords.matters import (
    Agreement,
    AuditOrder,
    AuditStratum,
    Basis,
    Coverage,
    CoverageCell,
    Matter,
    Package,
    PolicyText,
    Publication,
    Region,
    Reissue,
    StandingOrder,
    Terms,
    Topic,
    topic_of,
)

__all__ = [
    "AccordEvent",
    "Agreement",
    "AuditOrder",
    "AuditStratum",
    "Basis",
    "Coverage",
    "CoverageCell",
    "Entry",
    "Fact",
    "Life",
    "Matter",
    "Package",
    "PolicyText",
    "Publication",
    "Refusal",
    "Refused",
    "Region",
    "Reissue",
    "Stage",
    "StandingOrder",
    "Terms",
    "Topic",
    "confirm",
    "confirm_under",
    "end",
    "give_back",
    "named",
    "propose",
    "stream",
    "suspend",
    "topic_of",
]
