"""The noun: one look at one picture by somebody or something whose truth is known."""

from datetime import datetime
from enum import StrEnum

import msgspec

from quaywatch.cargo import Concealment


class Sort(StrEnum):
    """Who reads pictures."""

    ANALYST = "analyst"
    MACHINE = "machine"


class Look(msgspec.Struct, frozen=True, kw_only=True):
    """What a reader said of a picture, and what was in it."""

    reader: str
    """Account, or name of the engine."""
    sort: Sort = Sort.ANALYST
    at: datetime
    goods: str = ""
    """Section of the Harmonized System of what is declared; empty where nothing is."""
    concealment: Concealment | None = None
    """Where a threat was inserted; None where none was, and nothing was found otherwise."""
    score: float
    """How sure it is that something is there: of people 0 clear, 1 second look, 2 open; of a
    machine the logarithm of its likelihood ratio."""
    alarmed: bool
    """Whether it spoke up; where a threat was inserted, at the place where it is."""
    seconds: float = 0.0
    on_task_minutes: float = 0.0
    """Since the last break, when the picture was opened."""
    since_break: int = 0
    """Pictures looked at since then."""

    @property
    def threatened(self) -> bool:
        """Whether something was in the picture."""
        return self.concealment is not None


_LAST_CHAPTERS = (
    5, 14, 15, 24, 27, 38, 40, 43, 46, 49, 63, 67, 70, 71, 83, 85, 89, 92, 93, 96, 97,
)  # fmt: skip
_NAMES = "I II III IV V VI VII VIII IX X XI XII XIII XIV XV XVI XVII XVIII XIX XX XXI"
SECTIONS = tuple(_NAMES.split())


def section(hs_code: str) -> str:
    """Return the section of the Harmonized System in which a code is; empty where it is none."""
    if not hs_code[:2].isdigit():
        return ""
    chapter = int(hs_code[:2])
    found = (name for name, last in zip(SECTIONS, _LAST_CHAPTERS, strict=True) if chapter <= last)
    return next(found, "") if chapter > 0 else ""
