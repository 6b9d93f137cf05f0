"""What officers do with profiles: write, try, watch, approve and retire them."""

from collections.abc import Callable
from datetime import date, datetime

import msgspec
from sqlalchemy import Connection

from quaywatch import checks
from quaywatch.inspections.backtest import Backtest
from quaywatch.ledger import Event, Ledger
from quaywatch.ledger.acts import Act
from quaywatch.node import profiles
from quaywatch.node.backtesting import History, history
from quaywatch.node.drafts import Draft
from quaywatch.node.errors import UnknownProfile
from quaywatch.node.queue import Queue
from quaywatch.node.requesting.room import Reading
from quaywatch.node.state import State
from quaywatch.rules import Profile, RuleBook
from quaywatch.rules import life as lives
from quaywatch.rules.life import Life, Tried
from quaywatch.rules.lint import Notice, lint

Decide = Callable[[Connection, Life], Event]


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A profile with what meets it."""

    life: Life
    met: int
    """Consignments that met it when they were last assessed."""


class Looked(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be said of a text that is still being written."""

    failed: list[str]
    """Examples that it does not do right."""
    notices: list[Notice]
    backtest: Backtest | None = None


class Profiles:
    """Carries profiles through their lives; safe to use from many threads."""

    def __init__(
        self,
        ledger: Ledger,
        queue: Queue,
        reading: Reading,
        state: State,
        clock: Callable[[], datetime],
    ) -> None:
        self._ledger, self._queue, self._reading, self._now = ledger, queue, reading, clock
        self._state = state

    def all(self) -> list[Standing]:
        """Return the profiles of the ledger, by code."""
        with self._reading() as connection:
            met = profiles.met(connection)
            return [
                Standing(life=life, met=met.get(code, 0))
                for code, life in profiles.lives(connection).items()
            ]

    def read(self, code: str) -> Standing:
        """Return one profile; raises UnknownProfile."""
        with self._reading() as connection:
            return Standing(
                life=_named(connection, code), met=profiles.met(connection).get(code, 0)
            )

    def meeting(self, code: str, limit: int = 20) -> list[str]:
        """Return some of the consignments that meet a profile, by name."""
        with self._reading() as connection:
            return profiles.meeting(connection, code, limit)

    def look(self, profile: Profile, *, backtest: bool = False) -> Looked:
        """Say what is to be said of a text, written down or not; nothing is kept.

        Raises:
            ExpressionError: it cannot be read.
            ValueError: one of its examples names a field that does not exist.

        """
        book = self._given.alone(profile)
        failed = [trial.example for trial in book.test() if not trial.passed]
        told = self._past().of(book, self._others(profile))[profile.code] if backtest else None
        return Looked(failed=failed, notices=self._notices(profile), backtest=told)

    def draft(self, profile: Profile, *, actor: str, seen: int) -> Life:
        """Write a profile, or write it anew.

        Raises:
            ExpressionError: its expression cannot be read.
            ValueError: one of its examples names a field that does not exist.
            Refused: the state of the profile does not allow it, or is not the one seen.

        """
        self._given.alone(profile).test()
        taken = {*(each.code for each in self._given.profiles), *self._given.entries}
        act = self._act(actor, seen)

        def decide(_: Connection, life: Life) -> Event:
            return lives.draft(life, profile, act, taken)

        return self._decide(profile.code, decide, new=True)

    def examine(self, code: str, *, actor: str, seen: int) -> Life:
        """Run its tests and the linter; raises Refused with what they find, or UnknownProfile."""
        act = self._act(actor, seen)

        def decide(_: Connection, life: Life) -> Event:
            profile = _draft(life)
            trials = self._given.alone(profile).test()
            return lives.examine(life, trials, self._notices(profile), act)

        return self._decide(code, decide)

    def backtest(self, code: str, *, actor: str, seen: int) -> Life:
        """Try it on the days that were planned and keep what that told; raises as `examine`."""
        profile = _draft(self.read(code).life)
        told = self._past().of(self._given.alone(profile), self._others(profile))[code]
        act = self._act(actor, seen)
        return self._decide(code, lambda _, life: lives.backtested(life, _short(told), act))

    def shadow(self, code: str, *, actor: str, seen: int) -> Life:
        """Begin to note what meets it; raises as `examine`."""
        act = self._act(actor, seen)
        return self._decide(code, lambda _, life: lives.shadow(life, act))

    def propose(self, code: str, *, actor: str, seen: int) -> Life:
        """Ask another officer to approve; raises as `examine`."""
        act = self._act(actor, seen)
        return self._decide(code, lambda _, life: lives.propose(life, act))

    def approve(self, code: str, *, actor: str, seen: int) -> Life:
        """Let it count, as somebody who had no part in it; raises as `examine`."""
        act = self._act(actor, seen)

        def decide(connection: Connection, life: Life) -> Event:
            every = profiles.lives(connection).values()
            writers = lives.writers_of(_draft(life).expression, every, self._given.lists)
            return lives.approve(life, act, writers)

        return self._decide(code, decide)

    def give_back(self, code: str, reason: str, *, actor: str, seen: int) -> Life:
        """Do not approve; raises as `examine`."""
        act = self._act(actor, seen)
        return self._decide(code, lambda _, life: lives.give_back(life, reason, act))

    def propose_retirement(self, code: str, reason: str, *, actor: str, seen: int) -> Life:
        """Ask another officer to end it; raises as `examine`."""
        act = self._act(actor, seen)
        return self._decide(code, lambda _, life: lives.propose_retirement(life, reason, act))

    def retire(self, code: str, *, actor: str, seen: int) -> Life:
        """End it; raises as `examine`."""
        act = self._act(actor, seen)
        return self._decide(code, lambda _, life: lives.retire(life, act))

    def worth(self, code: str) -> Backtest | None:
        """Return what a profile cost and brought on the days planned since it counts.

        None while it does not count; raises UnknownProfile.
        """
        life = self.read(code).life
        if life.live is None or life.live_since is None:
            return None
        past = self._past(life.live_since.date())
        return past.of(self._given.alone(life.live), self._others(life.live))[code]

    @property
    def _given(self) -> RuleBook:
        return self._state.scorer.given

    def _others(self, profile: Profile) -> RuleBook:
        """Return the profiles in force beside `profile`."""
        beside = [p for p in self._state.scorer.in_force.live if p.code != profile.code]
        return self._given.with_profiles(beside)

    def _notices(self, profile: Profile) -> list[Notice]:
        book = self._others(profile).with_profiles([profile])
        codes = [check.code for check in checks.ALL]
        found = lint(book, self._now().date(), checks=codes)
        return [notice for notice in found if notice.code == profile.code]

    def _past(self, since: date | None = None) -> History:
        with self._reading() as connection:
            return history(self._ledger, connection, since)

    def _act(self, actor: str, seen: int) -> Act:
        return Act(actor=actor, at=self._now(), seen=seen)

    def _decide(self, code: str, decide: Decide, *, new: bool = False) -> Life:
        def make(connection: Connection) -> list[Draft]:
            known = profiles.life(connection, code)
            life = known or (Life(code=code) if new else _named(connection, code))
            return [Draft(event=decide(connection, life))]

        self._queue.commit(make)
        return self.read(code).life


def _named(connection: Connection, code: str) -> Life:
    found = profiles.life(connection, code)
    if found is None:
        raise UnknownProfile(f"no profile {code!r} was written here")
    return found


def _draft(life: Life) -> Profile:
    assert life.draft is not None  # noqa: S101 - every stream begins with a draft
    return life.draft


def _short(told: Backtest) -> Tried:
    most = next(iter(told.overlaps), None)
    return Tried(
        days=told.days,
        candidates=told.candidates,
        met=told.met,
        within=told.within,
        share=told.yield_.value,
        low=told.yield_.low,
        high=told.yield_.high,
        marginal=told.marginal.value,
        marginal_low=told.marginal.low,
        marginal_high=told.marginal.high,
        added=told.added,
        overlap=most.code if most else "",
        overlap_share=most.share if most else 0.0,
    )
