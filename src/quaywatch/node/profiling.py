"""What officers do with profiles: write, try, watch, approve and retire them."""

from collections.abc import Callable, Sequence
from datetime import datetime

import msgspec
from sqlalchemy import Connection

from quaywatch.inspections.evaluation import Backtest
from quaywatch.ledger import Event, Ledger
from quaywatch.ledger.acts import Act
from quaywatch.node import known, profiles
from quaywatch.node.drafts import Draft
from quaywatch.node.errors import UnknownProfile
from quaywatch.node.queue import Queue
from quaywatch.node.requesting.room import Reading
from quaywatch.node.state import State
from quaywatch.node.trying import Trying
from quaywatch.rules import Profile
from quaywatch.rules import life as lives
from quaywatch.rules.life import Life, Prospect, Stage, Step, Tried

Decide = Callable[[Connection, Life], Event]


class Standing(msgspec.Struct, frozen=True, kw_only=True):
    """A profile with what meets it."""

    life: Life
    met: int
    """Consignments that met it when they were last assessed."""


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
        self._queue, self._reading, self._now = queue, reading, clock
        self.trying = Trying(ledger, reading, state, clock)
        """Texts that are being written, tried without that anything is kept."""

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

    def meeting(self, code: str, limit: int = 20) -> list[profiles.Meeting]:
        """Return some of the boxes that meet a profile."""
        with self._reading() as connection:
            return profiles.meeting(connection, code, limit)

    def numbers(self, box_ids: Sequence[str]) -> dict[str, str]:
        """Return the container numbers of those boxes that are still filed, by name."""
        with self._reading() as connection:
            boxes = known.boxes_named(connection, box_ids)
            return {row.box_id: row.equipment_number for row in boxes}

    def outlook(self, code: str, actor: str) -> tuple[Prospect, ...]:
        """Return what `actor` can do next with a profile, and why not; raises UnknownProfile."""
        life = self.read(code).life
        text, fresh = _draft(life), life.stage is Stage.DRAFTED
        with self._reading() as connection:
            writers = self._writers(connection, life) if life.stage is Stage.PROPOSED else ()
        evidence = lives.Evidence(
            trials=self.trying.trials(text) if fresh else (),
            notices=self.trying.notices(text) if fresh else (),
            writers=writers,
        )
        return lives.outlook(life, self._act(actor, life.version), evidence)

    def draft(self, profile: Profile, *, actor: str, seen: int) -> Life:
        """Write a profile, or write it anew.

        Raises:
            ExpressionError: its expression cannot be read.
            ValueError: one of its examples names a field that does not exist.
            Refused: the state of the profile does not allow it, or is not the one seen.

        """
        self.trying.trials(profile)
        given = self.trying.given
        taken = {*(each.code for each in given.profiles), *given.entries}
        act = self._act(actor, seen)

        def decide(_: Connection, life: Life) -> Event:
            return lives.draft(life, profile, act, taken)

        return self._decide(profile.code, decide, new=True)

    def examine(self, code: str, *, actor: str, seen: int) -> Life:
        """Run its tests and the linter; raises Refused with what they find, or UnknownProfile."""
        act = self._act(actor, seen)

        def decide(_: Connection, life: Life) -> Event:
            text = _draft(life)
            trials, notices = self.trying.trials(text), self.trying.notices(text)
            return lives.examine(life, trials, notices, act)

        return self._decide(code, decide)

    def backtest(self, code: str, *, actor: str, seen: int) -> Life:
        """Try it on the days that were planned and keep what that told; raises as `examine`."""
        told = self.trying.backtest(_draft(self.read(code).life))
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
            return lives.approve(life, act, self._writers(connection, life))

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

    def take(self, step: Step, code: str, *, actor: str, seen: int, reason: str = "") -> Life:
        """Take a step by its name; `reason` is said of those that want one. Raises as `examine`."""
        match step:
            case Step.EXAMINE:
                return self.examine(code, actor=actor, seen=seen)
            case Step.BACKTEST:
                return self.backtest(code, actor=actor, seen=seen)
            case Step.SHADOW:
                return self.shadow(code, actor=actor, seen=seen)
            case Step.PROPOSE:
                return self.propose(code, actor=actor, seen=seen)
            case Step.APPROVE:
                return self.approve(code, actor=actor, seen=seen)
            case Step.RETURN:
                return self.give_back(code, reason, actor=actor, seen=seen)
            case Step.PROPOSE_RETIREMENT:
                return self.propose_retirement(code, reason, actor=actor, seen=seen)
            case Step.RETIRE:
                return self.retire(code, actor=actor, seen=seen)

    def worth(self, code: str) -> Backtest | None:
        """Return what a profile cost and brought on the days planned since it counts.

        None while it does not count; raises UnknownProfile.
        """
        life = self.read(code).life
        if life.live is None or life.live_since is None:
            return None
        return self.trying.backtest(life.live, life.live_since.date())

    def _writers(self, connection: Connection, life: Life) -> frozenset[str]:
        every = profiles.lives(connection).values()
        return lives.writers_of(_draft(life).expression, every, self.trying.given.lists)

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
