"""How well those who read pictures do, and what plans are fed with of it."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from datetime import datetime, timedelta
from secrets import token_hex

import msgspec
from sqlalchemy import Connection

from quaywatch.inspections.readers import drift
from quaywatch.inspections.readers.combining import Joint, joint
from quaywatch.inspections.readers.curves import ReaderCurve, curves
from quaywatch.inspections.readers.drift import Drift
from quaywatch.inspections.readers.feeding import measured
from quaywatch.inspections.readers.looks import Look, Sort
from quaywatch.inspections.readers.pacing import Pacing, paces
from quaywatch.inspections.readers.record import InsertingEvent, ReadersSeen
from quaywatch.inspections.readers.scheduling import Rule
from quaywatch.inspections.readers.seconding import Worth, second_looks
from quaywatch.inspections.treatments import Curve, Treatments
from quaywatch.node.drafts import draft
from quaywatch.node.facts import Description
from quaywatch.node.queue import Queue
from quaywatch.node.scanning.insertions import Bound, bound
from quaywatch.node.scanning.looks import common, looks, words, work
from quaywatch.scans.verdicts import Says

_EVERY = timedelta(hours=1)
"""How often it is looked at anew whether somebody tires."""
METHOD = "1"
"""Of how readers are measured; raised whenever the same looks give other figures."""
_WORDS = ((Says.OPEN, Says.SECOND_LOOK, Says.CLEAR), (True, False))
Reads = Callable[[], AbstractContextManager[Connection]]


class Measured(msgspec.Struct, frozen=True, kw_only=True):
    """One reader."""

    curve: ReaderCurve
    hits: Drift
    alarms: Drift
    pacing: Pacing | None
    """Of an analyst who was shown a threat."""
    seconds: tuple[Worth, ...]
    """What second looks by the others are worth after this reader's first."""


class Together(msgspec.Struct, frozen=True, kw_only=True):
    """What machine and analysts find together, at as many false alarms as analysts make."""

    false_alarm: float
    analysts: float
    machine: float
    both: float
    threats: int
    """Threats of which both said something."""


class Due(msgspec.Struct, frozen=True, kw_only=True):
    """A break that pays."""

    minutes: int
    """For so long somebody has looked at pictures without one."""
    after: int
    """Minutes after which their own odds of a miss are half as high again."""


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """All that is known of readers."""

    readers: tuple[Measured, ...]
    everybody: Pacing
    together: Together | None
    feeding: tuple[Curve, ...]
    """What plans would be fed with;"""
    fed: tuple[Curve, ...]
    """and what they were."""
    rule: Rule | None
    bound: tuple[Bound, ...]
    method: str


class Readers:
    """Measures readers; safe to use from many threads."""

    def __init__(
        self,
        queue: Queue,
        reading: Reads,
        clock: Callable[[], datetime],
        description: Callable[[], Description],
        describe: Callable[[Description, str], None],
    ) -> None:
        self._queue, self._reading, self._now = queue, reading, clock
        self._description, self._describe = description, describe
        self._tiring: dict[str, tuple[datetime, int | None]] = {}

    def report(self, *, actor: str, everybody: bool) -> Report:
        """Return how readers do; that `actor` looked is on the ledger before.

        Args:
            actor: who looks.
            everybody: whether they may see all readers; else they see themselves and machines.
        """
        seen, now = ReadersSeen(everybody=everybody), self._now()
        described = self._description()
        key = f"{InsertingEvent.SEEN}/{token_hex(16)}"
        self._queue.append(
            [draft(InsertingEvent.SEEN, seen, key=key, actor=actor, known_at=now)]
        ).result()
        with self._reading() as connection:
            known, pairs = looks(connection), common(connection)
            said, periods = words(connection), bound(connection)
        report = _report(known, pairs)
        if not everybody:
            report = _own(report, actor)
        return msgspec.structs.replace(
            report,
            together=_together(*said),
            feeding=measured(known, self._source(known)),
            fed=() if described.treatments is None else described.treatments.curve,
            rule=described.inserting,
            bound=tuple(periods),
        )

    def due(self, actor: str) -> Due | None:
        """Return the break that would pay now, for an analyst of whom tiring was seen."""
        after, now = self._break_after(actor), self._now()
        if after is None:
            return None
        with self._reading() as connection:
            minutes = int(work(connection, actor, now))
        return Due(minutes=minutes, after=after) if minutes >= after else None

    def _break_after(self, actor: str) -> int | None:
        now = self._now()
        at, after = self._tiring.get(actor, (None, None))
        if at is None or now - at >= _EVERY:
            with self._reading() as connection:
                known = looks(connection)
            own = paces([one for one in known if one.sort is Sort.ANALYST]).of.get(actor)
            after = own.break_after if own else None
            self._tiring[actor] = now, after
        return after

    def set_rule(self, rule: Rule | None, *, actor: str) -> None:
        """Say how often threats are inserted from now on; None for never."""
        described = msgspec.structs.replace(self._description(), inserting=rule)
        self._describe(described, actor)

    def feed(self, *, actor: str) -> tuple[Curve, ...]:
        """Let plans reckon with what was measured, in place of what was before; return it.

        Places of which not enough was inserted keep what stands for them.
        """
        with self._reading() as connection:
            known = looks(connection)
        made = measured(known, self._source(known))
        description = self._description()
        declared = description.treatments or Treatments.load()
        ours = {(one.kind, one.concealment) for one in made}
        others = tuple(one for one in declared.curve if (one.kind, one.concealment) not in ours)
        fed = msgspec.structs.replace(declared, curve=(*others, *made))
        if made:
            self._describe(msgspec.structs.replace(description, treatments=fed), actor)
        return made

    def _source(self, known: list[Look]) -> str:
        threats = [one for one in known if one.threatened and one.sort is Sort.ANALYST]
        name = self._description().name or "this node"
        until = f" until {threats[-1].at:%Y-%m-%d}" if threats else ""
        return (
            f"analysts of {name}: {len(threats)} inserted threats{until} (method {METHOD};"
            " simulated threats in real pictures)"
        )


def _report(known: list[Look], pairs: dict[tuple[str, str], list[tuple[bool, bool]]]) -> Report:
    told, work = curves(known), paces([one for one in known if one.sort is Sort.ANALYST])
    analysts = [one for one in told if one.sort is Sort.ANALYST]
    readers: list[Measured] = []
    for curve in told:
        own = [one for one in known if (one.reader, one.sort) == (curve.reader, curve.sort)]
        others = [one for one in analysts if one.reader != curve.reader]
        of = {one.reader: pairs.get((curve.reader, one.reader), ()) for one in others}
        person = curve.sort is Sort.ANALYST
        readers.append(
            Measured(
                curve=curve,
                hits=drift.of_hits(own),
                alarms=drift.of_alarms(own),
                pacing=work.of.get(curve.reader) if person else None,
                seconds=second_looks(curve, others, of) if person else (),
            )
        )
    return Report(
        readers=tuple(readers),
        everybody=work.everybody,
        together=None,
        feeding=(),
        fed=(),
        rule=None,
        bound=(),
        method=METHOD,
    )


def _own(report: Report, actor: str) -> Report:
    """Return what somebody may see who is not to see how colleagues do."""
    mine = (
        msgspec.structs.replace(one, seconds=())
        for one in report.readers
        if one.curve.sort is Sort.MACHINE or one.curve.reader == actor
    )
    return msgspec.structs.replace(report, readers=tuple(mine))


def _together(
    threatened: list[tuple[Says, bool]], clean: list[tuple[Says, bool]]
) -> Together | None:
    if not threatened or not clean:
        return None
    both: Joint[Says | bool] = joint(_WORDS, threatened, clean)
    borne = sum(said is not Says.CLEAR for said, _ in clean) / len(clean)
    return Together(
        false_alarm=borne,
        analysts=both.curve_of(second=False).at(borne),
        machine=both.curve_of(second=True).at(borne),
        both=both.curve().at(borne),
        threats=len(threatened),
    )
