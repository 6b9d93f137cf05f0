"""What an authority settles about sharing, and how it comes into force: by two people.

Agreements with partners, the sharing policy, standing orders and what is published have one life:
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
    Basis,
    Matter,
    PolicyText,
    Publication,
    Region,
    StandingOrder,
    Terms,
    Topic,
    topic_of,
)

__all__ = [
    "AccordEvent",
    "Agreement",
    "Basis",
    "Entry",
    "Fact",
    "Life",
    "Matter",
    "PolicyText",
    "Publication",
    "Refusal",
    "Refused",
    "Region",
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
