"""What the answers and measures of a port come to on a day."""

from collections.abc import Iterable, Mapping
from datetime import date
from enum import StrEnum

import msgspec

from quaywatch.norms.answer import Answer, Applies, Maturity, Word
from quaywatch.norms.catalogue import Catalogue
from quaywatch.norms.evidence import Evidence, Figure
from quaywatch.norms.requirement import Better, Level, Requirement


class State(StrEnum):
    """Where a port stands with one requirement."""

    MET = "met"
    PARTLY = "partly"
    NOT_MET = "not_met"
    UNKNOWN = "unknown"
    EXPIRED = "expired"
    """It was met, and nothing in date says that it still is."""
    NOT_APPLICABLE = "not_applicable"


class Backing(StrEnum):
    """Whose word it is, the weakest first."""

    NONE = "none"
    DECLARED = "declared"
    """By one person of the port."""
    CONFIRMED = "confirmed"
    """By a second person of the port."""
    VERIFIED = "verified"
    """By a peer of another port."""
    MEASURED = "measured"
    """By the node, from its own ledger."""


class Stated(msgspec.Struct, frozen=True, kw_only=True):
    """An answer with who stands by it."""

    answer: Answer
    stated: Word
    confirmed: Word | None = None
    verified: Word | None = None


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """One requirement at one port on one day, with the reasons for it."""

    requirement: str
    state: State
    backing: Backing
    figure: Figure | None
    """Of the measure or the youngest figure in date."""
    observed_on: date | None
    """Of the youngest evidence in date."""
    evidence: tuple[str, ...]
    """Ids of what is in date…"""
    expired: tuple[str, ...]
    """…and of what is not any more."""
    certain: bool
    """Whether the whole interval of the figure lies on one side of the threshold."""


def standing(
    catalogue: Catalogue,
    level: Level,
    stated: Mapping[str, Stated],
    evidence: Mapping[str, Evidence],
    measured: Mapping[str, Figure],
    day: date,
) -> tuple[Standing, ...]:
    """Return where a port stands with each requirement asked of its level.

    A measure of the node's own ledger goes before whatever anybody says.

    Args:
        catalogue: the version in force.
        level: of the port.
        stated: its answers, by requirement.
        evidence: by id.
        measured: figures of the node's measures, by the measure's name.
        day: on which it is asked.
    """
    asked = (one for one in catalogue.requirements if level.includes(one.level))
    return tuple(
        standing_of(one, stated.get(one.id), evidence, measured.get(one.measure or ""), day)
        for one in asked
    )


def standing_of(
    requirement: Requirement,
    said: Stated | None,
    evidence: Mapping[str, Evidence],
    measured: Figure | None,
    day: date,
) -> Standing:
    """Return where a port stands with one requirement; see `standing`."""
    if measured is not None:
        return _measured(requirement, measured, day)
    return _stated(requirement, said, evidence, day)


def _measured(requirement: Requirement, figure: Figure, day: date) -> Standing:
    return Standing(
        requirement=requirement.id,
        state=State.MET if requirement.met_by(figure.value) else State.NOT_MET,
        backing=Backing.MEASURED,
        figure=figure,
        observed_on=day,
        evidence=(),
        expired=(),
        certain=_certain(requirement, figure),
    )


def _stated(
    requirement: Requirement, said: Stated | None, evidence: Mapping[str, Evidence], day: date
) -> Standing:
    if said is None:
        return Standing(
            requirement=requirement.id,
            state=State.UNKNOWN,
            backing=Backing.NONE,
            figure=None,
            observed_on=None,
            evidence=(),
            expired=(),
            certain=True,
        )
    known = [evidence[name] for name in said.answer.evidence if name in evidence]
    fresh = [one for one in known if one.holds_on(day)]
    youngest = max((one for one in fresh if one.figure), key=_observed, default=None)
    figure = youngest.figure if youngest else None
    return Standing(
        requirement=requirement.id,
        state=_state(requirement, said.answer, known, fresh, figure),
        backing=_backing(said),
        figure=figure,
        observed_on=max((one.observed_on for one in fresh), default=None),
        evidence=tuple(one.id for one in fresh),
        expired=tuple(one.id for one in known if not one.holds_on(day)),
        certain=figure is None or _certain(requirement, figure),
    )


def _state(
    requirement: Requirement,
    answer: Answer,
    known: Iterable[Evidence],
    fresh: Iterable[Evidence],
    figure: Figure | None,
) -> State:
    if isinstance(answer.said, Applies):
        return State(answer.said.value)
    if answer.said < Maturity.PARTLY:
        return State.NOT_MET
    if answer.said is Maturity.PARTLY:
        return State.PARTLY
    if not list(fresh):
        # Who claims the most has to show something: without it a claim is a part.
        return State.EXPIRED if list(known) else State.PARTLY
    if figure is not None and not requirement.met_by(figure.value):
        return State.PARTLY
    return State.MET


def _backing(said: Stated) -> Backing:
    if said.verified is not None:
        return Backing.VERIFIED
    return Backing.DECLARED if said.confirmed is None else Backing.CONFIRMED


def _certain(requirement: Requirement, figure: Figure) -> bool:
    if figure.low is None or figure.high is None:
        return True
    worse, better = figure.low, figure.high
    if requirement.better is Better.LESS:
        worse, better = better, worse
    return requirement.met_by(worse) == requirement.met_by(better)


def _observed(one: Evidence) -> date:
    return one.observed_on
