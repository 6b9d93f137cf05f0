"""What authorities tell each other: notices with their handling, and how partners' formats say it.

A notice is a typed struct; STIX 2.1 at the border says the same and comes back the same.
"""

from quaywatch.alliance.handling import Handling, HandlingCode, Purpose, Source, Tlp
from quaywatch.alliance.notice import Notice, known_by
from quaywatch.alliance.strength import Strength, strength

__all__ = [
    "Handling",
    "HandlingCode",
    "Notice",
    "Purpose",
    "Source",
    "Strength",
    "Tlp",
    "known_by",
    "strength",
]
