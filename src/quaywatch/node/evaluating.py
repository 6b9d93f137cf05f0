"""What targeting was worth beside chance, on the days planned and on the inspections taken over."""

from collections.abc import Callable, Collection
from datetime import date
from enum import StrEnum

import msgspec
import numpy as np
import polars as pl
from sqlalchemy import Connection

from quaywatch.inspections.evaluation import (
    Evaluation,
    Judge,
    Policy,
    Sample,
    evaluate,
    policies,
)
from quaywatch.ledger import Ledger
from quaywatch.node import models, profiles
from quaywatch.node.backtesting import history
from quaywatch.node.errors import UnknownModel, UnknownProfile
from quaywatch.node.hindsight import in_force_on
from quaywatch.node.lessons import lessons
from quaywatch.node.memory import Memory
from quaywatch.node.requesting.room import Reading
from quaywatch.node.sampling import Source, chosen, judged, planned
from quaywatch.node.state import State
from quaywatch.risk import Scorer as Model
from quaywatch.risk.life import Life, ModelKind
from quaywatch.rules import Profile, RuleBook


class PolicyKind(StrEnum):
    """By what boxes would be chosen."""

    LIVE = "live"
    """What was really done."""
    RANDOM = "random"
    MODEL = "model"
    PROFILES = "profiles"


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be evaluated, and on which days."""

    policy: PolicyKind = PolicyKind.LIVE
    model_id: str = ""
    """With `MODEL`: one that was trained here."""
    profiles: tuple[str, ...] = ()
    """With `PROFILES`: codes of profiles in force; boxes that meet any of them are drawn by lot."""
    drafts: tuple[str, ...] = ()
    """Beside these, codes of profiles whose last text does not count, or not yet."""
    since: date | None = None
    until: date | None = None

    @property
    def name(self) -> str:
        """Return the name of the policy."""
        match self.policy:
            case PolicyKind.MODEL:
                return self.model_id
            case PolicyKind.PROFILES:
                return ", ".join([*self.profiles, *(f"{code}*" for code in self.drafts)])
            case _:
                return self.policy.value


class Ways(msgspec.Struct, frozen=True, kw_only=True):
    """The ways to choose that can be asked about, beside what was done and a draw by lot."""

    models: tuple[str, ...]
    """Trained here, last first."""
    profiles: tuple[str, ...]
    """In force."""
    drafts: tuple[str, ...]
    """Of which there is a text that does not count, or not yet."""


class Evaluations:
    """Evaluates ways to choose on what the ledger knows; safe to use from many threads."""

    def __init__(self, ledger: Ledger, reading: Reading, state: State, memory: Memory) -> None:
        self._ledger, self._reading, self._state, self._memory = ledger, reading, state, memory

    def ways(self) -> Ways:
        """Return what can be asked about."""
        with self._reading() as connection:
            return Ways(
                models=tuple(reversed(models.lives(connection))),
                profiles=tuple(sorted(each.code for each in self._state.scorer.rulebook.profiles)),
                drafts=tuple(_drafts(connection)),
            )

    def of(self, asked: Asked) -> Evaluation:
        """Return what can be said of a way to choose.

        Raises:
            UnknownModel: no such model was trained here.
            UnknownProfile: no such profile is in force, or in draft.

        """
        rulebook = self._state.scorer.rulebook
        with self._reading() as connection:
            lives = models.lives(connection).values()
            life = _named(lives, asked)
            books = self._books(connection, asked)
            judging = [one for one in lives if one.number or one == life]
            sources = self._sources(connection, judging, asked)
            judge = judged(sources, self._model_on(connection, lives, life), rulebook)
        return _told(sources, judge, life, asked, books)

    def _books(self, connection: Connection, asked: Asked) -> list[RuleBook]:
        """Return the drafts asked about, each as a book of its own; raises as `of`."""
        scorer, drafts = self._state.scorer, _drafts(connection)
        known = {profile.code for profile in scorer.rulebook.profiles}
        for codes, there in ((asked.profiles, known), (asked.drafts, drafts)):
            for code in codes:
                if code not in there:
                    raise UnknownProfile(f"no profile {code!r} is in force or in draft")
        return [scorer.given.alone(drafts[code]) for code in asked.drafts]

    def _sources(
        self, connection: Connection, judging: Collection[Life], asked: Asked
    ) -> list[Source]:
        """Return the planned days, and what was inspected without a plan.

        Where a model asks the past, which is kept of chosen boxes alone, all that was inspected
        counts as if no plan had been made.
        """
        rulebook = self._state.scorer.rulebook
        taught = lessons(connection, self._memory, rulebook)
        day = pl.col("known_at").dt.date()
        outcomes = taught.outcomes.filter(
            day >= (asked.since or date.min), day <= (asked.until or date.max)
        )
        if any(one.trained and one.trained.kind is ModelKind.LEARNED for one in judging):
            return [chosen(taught.known, outcomes)]
        past = history(self._ledger, connection, asked.since, asked.until)
        unplanned = outcomes.filter(~pl.col("planned"))
        return [planned(past, rulebook), chosen(taught.known, unplanned)]

    def _model_on(
        self, connection: Connection, lives: Collection[Life], life: Life | None
    ) -> Callable[[date], Model]:
        """Return which model judges the candidates of a day: the one asked about, or in force."""

        def on(day: date) -> Model:
            then = life or in_force_on(lives, day)
            if then is None:
                return self._state.given
            return self._state.vault.model(connection, then.work)

        return on


def _told(
    sources: list[Source],
    judge: Judge,
    life: Life | None,
    asked: Asked,
    drafts: Collection[RuleBook],
) -> Evaluation:
    rows = pl.concat([source.candidates for source in sources])
    order = rows.with_row_index("place").sort("round", "box_id")["place"].to_numpy()
    sample = Sample(rows.drop("row"))
    judge = Judge(judge.score[order], judge.probability[order])
    room = {name: many for source in sources for name, many in source.rooms().items()}
    policy: Policy | None = None
    match asked.policy:
        case PolicyKind.LIVE:
            pass
        case PolicyKind.RANDOM:
            policy = policies.evenly(sample, room)
        case PolicyKind.MODEL:
            policy = policies.best(sample, judge.score, room)
        case PolicyKind.PROFILES:
            met = np.concatenate(
                [
                    np.logical_or.reduce([one.met(asked.profiles), *map(one.meets, drafts)])
                    for one in sources
                ]
            )
            policy = policies.among(sample, met[order], room)
    taught = _taught(life, sample)
    return evaluate(sample, room, asked.name, policy, judge, taught=taught, assumed=True)


def _taught(life: Life | None, sample: Sample) -> bool:
    """Say whether any of these days may have taught the model."""
    first = sample.rows["day"].min()
    if life is None or life.trained is None or not isinstance(first, date):
        return False
    return first <= life.trained.span.until.date()


def _named(lives: Collection[Life], asked: Asked) -> Life | None:
    if asked.policy is not PolicyKind.MODEL:
        return None
    for life in lives:
        if life.model_id == asked.model_id:
            return life
    raise UnknownModel(f"no model {asked.model_id!r} was trained here")


def _drafts(connection: Connection) -> dict[str, Profile]:
    """Return the last texts that do not count, by code."""
    return {
        code: life.draft
        for code, life in profiles.lives(connection).items()
        if life.draft is not None and life.draft != life.last_live
    }
