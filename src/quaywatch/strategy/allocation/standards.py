"""What it does to the game that ports keep a common standard more or less.

Nobody has measured it, so it is declared here, with a low, a likely and a high figure: where more
of the standard is met, getting a load out costs more, and fewer looks are spoilt by somebody who
was bought. The likely figures are assumptions; results are shown over the range of them.
"""

from collections.abc import Mapping
from enum import StrEnum

import msgspec

from quaywatch.strategy.allocation.looks import Look
from quaywatch.strategy.allocation.members import Alliance, Member, Share


class Case(StrEnum):
    """Which of the figures is taken."""

    LOW = "low"
    LIKELY = "likely"
    HIGH = "high"


class Assumption(msgspec.Struct, frozen=True, kw_only=True):
    """A figure that is not measured, and what it rests on."""

    low: Share
    likely: Share
    high: Share
    source: str
    """Empty where it is judgement alone."""

    def of(self, case: Case) -> float:
        """Return one of the figures."""
        return {Case.LOW: self.low, Case.LIKELY: self.likely, Case.HIGH: self.high}[case]


DEARER = Assumption(
    low=0.0,
    likely=0.04,
    high=0.08,
    source="Europol, criminal networks in EU ports, 2023: teams that take loads out of ports get "
    "7 to 15 % of their value; that the standard moves the price within that is assumed",
)
"""By what share of a load's gain getting it out is dearer where all of the standard is met than
where nothing is."""

SPOILT = Assumption(low=0.0, likely=0.05, high=0.2, source="")
"""Share of finds that do not come about where nothing of the standard is met: a scan that is not
made, a picture that is not read, a word in time."""


def under_standards(
    alliance: Alliance, met: Mapping[str, float], case: Case = Case.LIKELY
) -> Alliance:
    """Return the alliance as its ports' standing makes it.

    Args:
        alliance: with gains and detection as where nothing is paid more and nothing is spoilt.
        met: share of the standard that each port meets, 0 to 1; a port not named meets nothing.
        case: which figures are assumed.

    Raises:
        ValueError: a share is not within 0 and 1.

    """
    for port, share in met.items():
        if not 0 <= share <= 1:
            raise ValueError(f"{port}: {share} is no share of the standard")

    def as_kept(member: Member) -> Member:
        share = met.get(member.port, 0.0)
        spoilt = 1.0 - SPOILT.of(case) * (1.0 - share)
        # Strata that shared their looks go on sharing them: the arrays are laid out by that.
        known = {id(one.looks): _spoilt(one.looks, spoilt) for one in member.strata}
        dearer = DEARER.of(case) * share
        strata = tuple(
            msgspec.structs.replace(
                one, gain=one.gain - dearer * max(one.gain, 0.0), looks=known[id(one.looks)]
            )
            for one in member.strata
        )
        return msgspec.structs.replace(member, strata=strata)

    return msgspec.structs.replace(
        alliance,
        members=tuple(map(as_kept, alliance.members)),
        outsiders=tuple(map(as_kept, alliance.outsiders)),
    )


def _spoilt(looks: tuple[Look, ...], kept: float) -> tuple[Look, ...]:
    return tuple(msgspec.structs.replace(look, detection=look.detection * kept) for look in looks)
