"""Texts of profiles tried: on their own examples, on what was filed lately, on the days planned."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import msgspec
import polars as pl
from sqlalchemy import select

from quaywatch import checks
from quaywatch.cargo import Frames, to_frames
from quaywatch.inspections.evaluation import Backtest
from quaywatch.ledger import Ledger
from quaywatch.node import known, schema
from quaywatch.node.backtesting import history
from quaywatch.node.requesting.room import Reading
from quaywatch.node.state import State
from quaywatch.rules import Profile, RuleBook, Trial
from quaywatch.rules.lint import Notice, lint

YEAR = timedelta(days=365)
"""How far a backtest looks back."""
SAMPLE = 1000
"""Consignments on which breadth is tried: 5 % of them are met by chance with an error of 0.7 %."""

_LATEST = (
    select(schema.consignment.c.consignment_id)
    .where(schema.consignment.c.cancelled == 0)
    .order_by(schema.consignment.c.position.desc(), schema.consignment.c.place.desc())
    .limit(SAMPLE)
)


class Looked(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be said of a text that is still being written."""

    trials: list[Trial]
    notices: list[Notice]
    backtest: Backtest | None = None


class Trying:
    """Tries texts, written down or not; nothing is kept. Safe to use from many threads."""

    def __init__(
        self,
        ledger: Ledger,
        reading: Reading,
        state: State,
        clock: Callable[[], datetime],
    ) -> None:
        self._ledger, self._reading, self._state, self._now = ledger, reading, state, clock
        self._sample: tuple[object, tuple[Frames, pl.DataFrame]] | None = None

    @property
    def given(self) -> RuleBook:
        """The rule book beside the profiles of the ledger."""
        return self._state.scorer.given

    def look(self, profile: Profile, *, backtest: bool = False) -> Looked:
        """Say what is to be said of a text.

        Raises:
            ExpressionError: it cannot be read.
            ValueError: one of its examples names a field that does not exist.

        """
        return Looked(
            trials=self.trials(profile),
            notices=self.notices(profile),
            backtest=self.backtest(profile) if backtest else None,
        )

    def trials(self, profile: Profile) -> list[Trial]:
        """Return how its examples fare, in their order; raises as `look`."""
        return self.given.alone(profile).test()

    def notices(self, profile: Profile) -> list[Notice]:
        """Return the linter's remarks on it, beside the other profiles in force."""
        return lint(
            self._others(profile).with_profiles([profile]),
            self._now().date(),
            checks=[check.code for check in checks.ALL],
            sample=self._latest(),
            of=profile.code,
        )

    def backtest(self, profile: Profile, since: date | None = None) -> Backtest:
        """Return how it would have done on the days planned since then, or in the last year."""
        first = since or self._now().date() - YEAR
        with self._reading() as connection:
            past = history(self._ledger, connection, first)
        return past.of(self.given.alone(profile), self._others(profile))[profile.code]

    def _others(self, profile: Profile) -> RuleBook:
        """Return the profiles in force beside `profile`."""
        beside = [p for p in self._state.scorer.in_force.live if p.code != profile.code]
        return self.given.with_profiles(beside)

    def _latest(self) -> tuple[Frames, pl.DataFrame]:
        """Return the consignments filed last with what the checks say; the same for an hour."""
        with self._reading() as connection:
            names = list(connection.scalars(_LATEST))
            key = (self._now().replace(minute=0, second=0, microsecond=0), len(names))
            kept = self._sample
            if kept is None or kept[0] != key:
                entries = known.entries(connection, names).values()
                frames = to_frames((each.header, each.consignment) for each in entries)
                kept = self._sample = (key, (frames, checks.run(frames, checks.Context())))
        return kept[1]
