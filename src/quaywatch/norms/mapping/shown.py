"""What a standing by the standard shows for the clauses of another regime."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from quaywatch.norms.mapping.table import Clause, Mapped, Mappings
from quaywatch.norms.standing import Backing, Standing, State


class Showing(StrEnum):
    """How far a clause is shown to be kept."""

    FULL = "full"
    """A requirement that asks for all of it is met."""
    PART = "part"
    """Something that it has in common with a requirement is met."""
    AGAINST = "against"
    """Nothing of it is met, and something that belongs to it is not."""
    NOTHING = "nothing"
    """The assessment says nothing of it."""


class By(msgspec.Struct, frozen=True, kw_only=True):
    """A requirement that speaks for or against a clause, and on whose word."""

    mapped: Mapped
    state: State
    backing: Backing
    evidence: tuple[str, ...]


class Shown(msgspec.Struct, frozen=True, kw_only=True):
    """One clause, how far it is shown, and by what."""

    clause: Clause
    showing: Showing
    by: tuple[By, ...]
    """The strongest first."""


def shown_for(regime: str, mappings: Mappings, standings: Iterable[Standing]) -> tuple[Shown, ...]:
    """Return what a port's standing shows for each clause of a regime that was read."""
    known = {one.requirement: one for one in standings}
    return tuple(_shown(clause, mappings, known) for clause in mappings.of(regime))


def _shown(clause: Clause, mappings: Mappings, known: dict[str, Standing]) -> Shown:
    named = (clause.regime, clause.clause)
    by = [
        By(
            mapped=one,
            state=known[one.requirement].state,
            backing=known[one.requirement].backing,
            evidence=known[one.requirement].evidence,
        )
        for one in mappings.mapped
        if (one.regime, one.clause) == named and one.requirement in known
    ]
    by.sort(key=lambda one: (-one.mapped.strength, one.mapped.requirement))
    return Shown(clause=clause, showing=_showing(by), by=tuple(by))


def _showing(by: Iterable[By]) -> Showing:
    states = [(one.mapped.relation, one.state) for one in by]
    if any(relation.fulfils and state is State.MET for relation, state in states):
        return Showing.FULL
    if any(state in (State.MET, State.PARTLY) for _, state in states):
        return Showing.PART
    # Where the clause asks for less than the requirement, a lack of that says nothing of it.
    against = (State.NOT_MET, State.EXPIRED)
    if any(state in against and relation.value == "subset-of" for relation, state in states):
        return Showing.AGAINST
    return Showing.NOTHING
