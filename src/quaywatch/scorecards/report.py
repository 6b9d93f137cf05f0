"""What one subject is shown of itself over some weeks."""

from datetime import date, datetime, timedelta

import msgspec

from quaywatch.cargo import Finding
from quaywatch.scorecards.card import Scorecard
from quaywatch.scorecards.subject import SubjectKind

LONGEST_WEEKS = 53
_FIRST_MONDAY = date(1970, 1, 5)


class Period(msgspec.Struct, frozen=True, kw_only=True):
    """Whole weeks, Monday to Sunday (UTC), the last one included.

    Weeks are counted from the first Monday of 1970.
    """

    first_week: int
    last_week: int

    @classmethod
    def ending(cls, day: date, weeks: int) -> "Period":
        """Return the last `weeks` weeks up to and with the one that `day` lies in."""
        last = (day - _FIRST_MONDAY).days // 7
        return cls(first_week=last - min(max(weeks, 1), LONGEST_WEEKS) + 1, last_week=last)

    @property
    def weeks(self) -> int:
        """How many they are."""
        return self.last_week - self.first_week + 1

    @property
    def before(self) -> "Period":
        """The period of the same length before this one."""
        return Period(first_week=self.first_week - self.weeks, last_week=self.first_week - 1)

    @property
    def first_day(self) -> date:
        """The Monday that it begins with."""
        return monday(self.first_week)

    @property
    def last_day(self) -> date:
        """The Sunday that it ends with."""
        return monday(self.last_week) + timedelta(days=6)


def monday(week: int) -> date:
    """Return the Monday that a week begins with."""
    return _FIRST_MONDAY + timedelta(weeks=week)


class Week(msgspec.Struct, frozen=True, kw_only=True):
    """A subject's score in one week."""

    monday: date
    card: Scorecard


class Fault(msgspec.Struct, frozen=True, kw_only=True):
    """How many of a subject's consignments one check spoke up on, and the latest case of it."""

    code: str
    consignments: int
    reference: str
    finding: Finding


class Example(msgspec.Struct, frozen=True, kw_only=True):
    """A consignment as first filed, with what was wrong with it."""

    reference: str
    message: str
    """The sender's own number of the message."""
    lane: str
    received_at: datetime | None
    findings: tuple[Finding, ...]


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """One subject's scorecard with all it rests on."""

    kind: SubjectKind
    period: Period
    card: Scorecard
    weeks: list[Week]
    lanes: list[Scorecard]
    """Most travelled first."""
    faults: list[Fault]
    """Most frequent first."""
    worst: list[Example]
