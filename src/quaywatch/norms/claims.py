"""What a port says of itself across all its assessments, requirement by requirement.

The newest answer counts that somebody stands by beside its author: confirmed, verified, or of an
assessment that a second person closed. Where there is none, the newest one counts as declared. So
one person's draft never takes the place of what two stand by, and a renewal counts as soon as a
colleague has confirmed it.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from typing import Any

import msgspec

from quaywatch.norms.catalogue import Catalogue
from quaywatch.norms.evidence import Evidence, Figure
from quaywatch.norms.life.kinds import Stage
from quaywatch.norms.life.record import Dispute, Plan
from quaywatch.norms.requirement import Level, Requirement
from quaywatch.norms.standing import Backing, Standing, State, Stated, standing_of

Changed = Mapping[str, frozenset[str]]
"""By version of the catalogue: what the one in force asks otherwise."""


class Said(msgspec.Struct, frozen=True, kw_only=True):
    """An assessment without its history: what its record comes to when only this is read of it."""

    id: str
    stage: Stage
    plan: Plan
    stated: dict[str, Stated] = {}
    evidence: dict[str, Evidence] = {}
    disputes: dict[str, tuple[Dispute, ...]] = {}


class Claim(msgspec.Struct, frozen=True, kw_only=True):
    """The answer that counts for one requirement."""

    assessment: str
    catalogue: str
    """Version by which it was asked."""
    stated: Stated
    evidence: tuple[Evidence, ...]
    disputed: bool
    """Somebody objects, and nobody has settled it."""
    overturned: bool
    """The objection was upheld: it proves nothing until it is answered anew."""


class Claims(msgspec.Struct, frozen=True, kw_only=True):
    """What a port says of itself."""

    port: str
    level: Level
    """The one it was last assessed for."""
    by: dict[str, Claim]
    """By requirement."""


class Place(msgspec.Struct, frozen=True, kw_only=True):
    """Where a port stands with one requirement, and on whose word in which assessment."""

    standing: Standing
    claim: Claim | None
    """None where nobody has answered."""
    asked_otherwise: bool
    """It was answered when the catalogue asked for something else: that counts no more."""


def claims(port: str, assessments: Iterable[Said]) -> Claims:
    """Return what a port says of itself in its assessments, of which there is at least one."""
    ordered = sorted(assessments, key=_order)
    best: dict[str, tuple[tuple[bool, datetime], Said, Stated]] = {}
    for said in ordered:
        for name, stated in said.stated.items():
            rank = _rank(said, stated)
            if name not in best or rank >= best[name][0]:
                best[name] = rank, said, stated
    found = {name: _claim(said, name, stated) for name, (_, said, stated) in sorted(best.items())}
    return Claims(port=port, level=ordered[-1].plan.level, by=found)


def places(
    catalogue: Catalogue,
    said: Claims,
    changed: Changed,
    measured: Mapping[str, Figure],
    day: date,
) -> tuple[Place, ...]:
    """Return where a port stands with each requirement asked of its level, on a day."""
    return tuple(
        place(one, said, changed, measured, day)
        for one in catalogue.requirements
        if said.level.includes(one.level)
    )


def place(
    requirement: Requirement,
    said: Claims,
    changed: Changed,
    measured: Mapping[str, Figure],
    day: date,
) -> Place:
    """Return where a port stands with one requirement on a day; see `places`."""
    claim = said.by.get(requirement.id)
    otherwise = claim is not None and requirement.id in changed.get(claim.catalogue, ())
    counts = claim is not None and not otherwise and not claim.overturned
    evidence = {one.id: one for one in claim.evidence} if claim else {}
    found = standing_of(
        requirement,
        claim.stated if claim is not None and counts else None,
        evidence,
        measured.get(requirement.measure or ""),
        day,
    )
    return Place(standing=found, claim=claim, asked_otherwise=otherwise)


def level_met(catalogue: Catalogue, found: Iterable[Place]) -> Level | None:
    """Return the highest level of which a port meets everything asked; None below the first."""
    states = {one.standing.requirement: one.standing.state for one in found}
    met: Level | None = None
    for level in Level:
        asked = [one.id for one in catalogue.requirements if one.level is level]
        if any(states.get(name) not in (State.MET, State.NOT_APPLICABLE) for name in asked):
            break
        met = level
    return met


def _claim(said: Said, name: str, stated: Stated) -> Claim:
    raised = said.disputes.get(name, ())
    last = raised[-1] if raised and not raised[-1].answered_anew else None
    known = (said.evidence[one] for one in stated.answer.evidence if one in said.evidence)
    return Claim(
        assessment=said.id,
        catalogue=said.plan.catalogue,
        stated=stated,
        evidence=tuple(known),
        disputed=last is not None and last.settled is None,
        overturned=last is not None and last.settled is not None and last.upheld,
    )


def _order(said: Said) -> tuple[date, str]:
    return said.plan.from_on, said.id


def _rank(said: Said, stated: Stated) -> tuple[bool, datetime]:
    seconded = stated.confirmed is not None or stated.verified is not None
    return said.stage is Stage.CLOSED or seconded, stated.stated.at


class Counts(msgspec.Struct, frozen=True, kw_only=True):
    """What some requirements come to at one port on a day."""

    group: str
    """Code of the group of which they all are; empty where they are of several."""
    states: dict[State, int]
    """How many there are in each; states in which there is none are left out."""
    backings: dict[Backing, int]
    """On whose word what is met is met."""
    weight: int
    """Of all that apply…"""
    weight_met: int
    """…and of those that are met."""
    disputed: int
    asked_otherwise: int
    observed_on: date | None
    """The oldest of the days on which what is met was last seen to be so."""
    valid_until: date | None
    """The first day after which something met is met no more unless its evidence is renewed."""


def counted(catalogue: Catalogue, group: str, found: Iterable[Place]) -> Counts:
    """Count the places of requirements of one group, or of several."""
    states: dict[State, int] = {}
    backings: dict[Backing, int] = {}
    seen: list[date] = []
    until: list[date] = []
    tally = {"weight": 0, "weight_met": 0, "disputed": 0, "asked_otherwise": 0}
    for one in found:
        standing, requirement = one.standing, catalogue.get(one.standing.requirement)
        assert requirement is not None  # noqa: S101 - places are of this catalogue
        states[standing.state] = states.get(standing.state, 0) + 1
        if standing.state is not State.NOT_APPLICABLE:
            tally["weight"] += requirement.weight
        tally["disputed"] += one.claim is not None and one.claim.disputed
        tally["asked_otherwise"] += one.asked_otherwise
        if standing.state is State.MET:
            backings[standing.backing] = backings.get(standing.backing, 0) + 1
            tally["weight_met"] += requirement.weight
            if standing.observed_on is not None:
                seen.append(standing.observed_on)
            until += _until(one)
    return Counts(
        group=group,
        states=_sorted(states),
        backings=_sorted(backings),
        observed_on=min(seen, default=None),
        valid_until=min(until, default=None),
        **tally,
    )


def expiry(one: Place) -> date | None:
    """Return the last day on which the youngest evidence in date still proves anything."""
    return max(_until_all(one), default=None)


def _until(one: Place) -> list[date]:
    last = expiry(one)
    return [] if last is None else [last]


def _until_all(one: Place) -> list[date]:
    if one.claim is None or one.standing.backing is Backing.MEASURED:
        return []
    return [each.valid_until for each in one.claim.evidence if each.id in one.standing.evidence]


def _sorted(found: dict[Any, int]) -> dict[Any, int]:
    return {each: found[each] for each in sorted(found, key=str)}
