"""What ports are asked to learn together, and how it may be used."""

from datetime import date, datetime
from typing import Annotated

import msgspec

from quaywatch.alliance.bodies import RiskInformation
from quaywatch.alliance.bodies.text import Name, Text
from quaywatch.alliance.handling import Handling, Node
from quaywatch.alliance.learning.logistic import FEWEST_ROWS
from quaywatch.alliance.learning.sitting import Plan
from quaywatch.alliance.notice import Notice, known_by

ROWS_A_WEIGHT = 10
"""Rows of its own that a port brings for each number that is fitted, at the least: sums of few rows
say much of each."""


class Proposal(msgspec.Struct, frozen=True, kw_only=True):
    """A sum as its origin puts it forward; the same words at each port."""

    origin: Node
    title: Name
    why: Text
    """What it is for, for whoever decides whether to take part."""
    plan: Plan
    """`parties` are those who are asked, the origin among them."""
    handling: Handling
    """For what the model may be used, on which ground, and when it is deleted."""
    join_until: date
    """After this day nobody joins, and it is not begun."""
    least_rows: Annotated[int, msgspec.Meta(ge=FEWEST_ROWS, le=1_000_000)] = FEWEST_ROWS
    """A port with fewer rows takes no part."""

    def __post_init__(self) -> None:
        """Refuse one that asks others only, or is deleted before it begins; raises ValueError."""
        if self.origin not in self.plan.parties:
            raise ValueError("who puts a sum forward takes part in it")
        if self.handling.retain_until < self.join_until:
            raise ValueError("the model cannot be over before ports may join")

    @property
    def name(self) -> str:
        """Origin and session: names it at every port."""
        return f"{self.origin}/{self.plan.session}"

    @property
    def rows_needed(self) -> int:
        """How many rows of its own a port has to bring."""
        return max(self.least_rows, ROWS_A_WEIGHT * (len(self.plan.features) + 1))

    def among(self, parties: tuple[str, ...]) -> Plan:
        """Return the plan of those who joined; raises ValueError where they are too few."""
        return msgspec.convert(
            msgspec.to_builtins(self.plan) | {"parties": parties}, Plan, strict=False
        )

    def as_notice(self, node: str, at: datetime) -> Notice:
        """Return a port's part of it as the policy sees it: what the port gives of its rows."""
        return Notice(
            origin=node,
            id=known_by(node, f"sum/{self.name}"),
            version=1,
            created_at=at,
            made_at=at,
            handling=self.handling,
            body=RiskInformation(
                title=self.title,
                risk=self.why,
                measures=f"masked sums of {', '.join(self.plan.features)}",
                from_on=at.date(),
                until_on=max(self.handling.retain_until, at.date()),
            ),
        )
