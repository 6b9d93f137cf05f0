"""The tables of regimes, their clauses and what of the standard relates to them."""

import csv
from enum import StrEnum
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Annotated, TypeVar

import msgspec

from quaywatch.norms.catalogue import Catalogue

_ROW = TypeVar("_ROW", bound=msgspec.Struct)


class BadMapping(ValueError):  # noqa: N818 - the assessor's word
    """Tables that do not fit each other or the catalogue; the message names file and row."""


class Relation(StrEnum):
    """How what a requirement asks relates to what a clause asks.

    Sets as NIST IR 8477 (section 4.3) relates them, in the words of OSCAL's mapping model.
    """

    EQUAL = "equal-to"
    SUBSET = "subset-of"
    """The clause asks for all of it, and for more."""
    SUPERSET = "superset-of"
    """It asks for all of the clause, and for more."""
    INTERSECTS = "intersects-with"
    """Each asks for something that the other does not."""

    @property
    def fulfils(self) -> bool:
        """Whether a clause is fulfilled where the requirement is met."""
        return self in (Relation.EQUAL, Relation.SUPERSET)


class Read(StrEnum):
    """What of a regime's clauses was read when they were related."""

    TEXT = "text"
    HEADING = "heading"
    """Only the heading: their text is sold, so nothing is said to fulfil one."""


class Regime(msgspec.Struct, frozen=True, kw_only=True):
    """A set of rules that ports or firms are held to."""

    code: str
    name: str
    edition: str
    read: Read


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """One numbered clause."""

    regime: str
    clause: str
    about: str
    """What it is about, in our words."""
    source: str
    """Where it was read."""


class Mapped(msgspec.Struct, frozen=True, kw_only=True):
    """One requirement held against one clause."""

    requirement: str
    regime: str
    clause: str
    relation: Relation
    strength: Annotated[int, msgspec.Meta(ge=1, le=10)]
    """How much they have in common, from 1 to 10: a judgement."""


class Mappings(msgspec.Struct, frozen=True, kw_only=True):
    """All of it. A clause that is not there was not read, which says nothing of it."""

    regimes: tuple[Regime, ...]
    clauses: tuple[Clause, ...]
    mapped: tuple[Mapped, ...]

    @classmethod
    def load(cls, catalogue: Catalogue, folder: Traversable | None = None) -> "Mappings":
        """Read the tables of a folder; without one, those that are shipped.

        Raises:
            BadMapping: a row says what none can, or names what is not there.

        """
        place = folder or resources.files("quaywatch.norms") / "data" / "regimes"
        made = cls(
            regimes=_rows(place / "regimes.csv", Regime),
            clauses=_rows(place / "clauses.csv", Clause),
            mapped=_rows(place / "mappings.csv", Mapped),
        )
        made._agree(catalogue)
        return made

    def of(self, regime: str) -> tuple[Clause, ...]:
        """Return the clauses of a regime."""
        return tuple(one for one in self.clauses if one.regime == regime)

    def _agree(self, catalogue: Catalogue) -> None:
        regimes = {one.code: one for one in self.regimes}
        clauses = {(one.regime, one.clause) for one in self.clauses}
        seen: set[tuple[str, str, str]] = set()
        for one in self.clauses:
            if one.regime not in regimes:
                raise BadMapping(f"clauses.csv: {one.clause}: there is no regime {one.regime}")
        for one in self.mapped:
            named = (one.requirement, one.regime, one.clause)
            where = f"mappings.csv: {' '.join(named)}"
            if catalogue.get(one.requirement) is None or named[1:] not in clauses:
                raise BadMapping(f"{where}: requirement or clause is not there")
            if named in seen:
                raise BadMapping(f"{where}: stands there twice")
            if one.relation.fulfils and regimes[one.regime].read is Read.HEADING:
                raise BadMapping(f"{where}: nothing fulfils what was not read")
            seen.add(named)


def _rows(path: Traversable, kind: type[_ROW]) -> tuple[_ROW, ...]:
    try:
        rows = list(csv.DictReader(path.read_text(encoding="utf-8").splitlines()))
    except (OSError, UnicodeDecodeError) as error:
        raise BadMapping(f"{path.name}: {error}") from error
    made: list[_ROW] = []
    for number, row in enumerate(rows, 2):
        try:
            made.append(msgspec.convert(row, kind, strict=False))
        except msgspec.ValidationError as error:
            raise BadMapping(f"{path.name}, row {number}: {error}") from error
    return tuple(made)
