"""How one radiograph was looked at, by machine and by analysts, folded from its stream.

Nobody clears alone what a machine or another analyst has doubts of, nor what shows something new
beside a partner's earlier scan: two people must have said that
it is clear. Anybody may have a box opened.
"""

from datetime import datetime
from enum import StrEnum

import msgspec

from quaywatch.ledger import Event, Recorded
from quaywatch.ledger.acts import one_of, require_next, same_person
from quaywatch.scans.reading import Finding, Reading, Region, Sign

ALARM_AT = 0.01
"""A machine alarms where at most this share of harmless containers score as high: of the zones that
engines look at, some alarm together in a few harmless containers of a hundred."""
_OF_CONTRABAND = frozenset({Sign.THREAT, Sign.ADDED, Sign.NOT_EMPTY})
_STREAM = "scan/"


class ScanEvent(StrEnum):
    """Kinds of event in the stream of a radiograph."""

    READ = "scan.read"
    """A machine read it."""
    SHOWN = "scan.shown"
    """An analyst was shown what the machine made of it."""
    CLAIMED = "scan.claimed"
    """An analyst looks at it, so that no other takes it from the queue."""
    GIVEN_BACK = "scan.given-back"
    VERDICT = "scan.verdict"
    DOUBTED = "scan.doubted"
    """Beside a scan that a partner may take back a machine alarms: that alone is kept of it."""


class Says(StrEnum):
    """An analyst's word."""

    CLEAR = "clear"
    OPEN = "open"
    """The box is to be opened."""
    SECOND_LOOK = "second_look"
    """Another analyst is to look."""


class Standing(StrEnum):
    """Where a radiograph stands."""

    WAITING = "waiting"
    """Nobody has said anything."""
    MACHINE = "machine"
    """One analyst cleared it before a machine read it: it counts once that has nothing to say."""
    SECOND = "second"
    """Another analyst must look, and sees nothing of what was said before."""
    CLEAR = "clear"
    OPEN = "open"

    @property
    def settled(self) -> bool:
        """Whether nobody is asked any more."""
        return self in (Standing.CLEAR, Standing.OPEN)


class Marked(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """A region that an analyst drew."""

    region: Region
    note: str = ""


class Verdict(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an analyst says."""

    says: Says
    seconds: float
    """How long the picture was looked at."""
    regions: tuple[Marked, ...] = ()
    comment: str = ""


class Given(msgspec.Struct, frozen=True, kw_only=True):
    """A verdict, by whom, and what they knew of what was said before."""

    by: str
    at: datetime
    verdict: Verdict
    machine_shown: bool
    """Whether the machine's findings were shown to them before."""
    blind: bool
    """Whether it is another analyst's second look, given without knowing of the first."""


class Fact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Payload of a radiograph's events; which fields are there follows from the kind."""

    digest: str
    reading: Reading | None = None
    compared: str = ""
    """Digest of the earlier radiograph that a machine compared it with."""
    until: datetime | None = None
    """When a claim lapses."""
    verdict: Verdict | None = None
    request: str | None = None
    """What the request said (see `ledger.acts.Sent`), where it bore a key of its own."""


class Analysis(msgspec.Struct, frozen=True, kw_only=True):
    """What was made of one radiograph, as of `version`, the number of events in its stream."""

    digest: str
    version: int = 0
    reading: Reading | None = None
    """The last one by a machine."""
    compared: str = ""
    claimed_by: str | None = None
    claimed_at: datetime | None = None
    claimed_until: datetime | None = None
    shown: tuple[str, ...] = ()
    """Accounts that were shown what the machine made of it."""
    given: tuple[Given, ...] = ()
    doubted: bool = False
    """Whether a machine alarmed at it beside a partner's scan, which nothing takes back."""

    @property
    def standing(self) -> Standing:
        """Where it stands, by all that was said so far."""
        last = [self.word_of(name) for name in self._voters()]
        if Says.OPEN in last:
            return Standing.OPEN
        if not last:
            return Standing.WAITING
        doubted = Says.SECOND_LOOK in {each.verdict.says for each in self.given}
        doubted = doubted or self.doubted or alarms(self.reading)
        if last.count(Says.CLEAR) >= (2 if doubted else 1):
            read = self.reading is not None or doubted
            return Standing.CLEAR if read else Standing.MACHINE
        return Standing.SECOND

    def claimant(self, at: datetime) -> str | None:
        """Return who has it in hand at an instant."""
        until = self.claimed_until
        return self.claimed_by if until is not None and at < until else None

    def has_said(self, name: str) -> bool:
        """Say whether an account has given a verdict."""
        return one_of(name, (each.by for each in self.given))

    def was_shown(self, name: str) -> bool:
        """Say whether an account was shown what the machine made of it."""
        return one_of(name, self.shown)

    def word_of(self, name: str) -> Says | None:
        """Return what an account said last."""
        said = (g.verdict.says for g in reversed(self.given) if same_person(g.by, name))
        return next(said, None)

    def apply(self, event: Event | Recorded) -> "Analysis":
        """Return what it is after one more event of its stream.

        Raises:
            ValueError: the event is of another stream or not the next one.
        """
        require_next(event, stream(self.digest), self.version)
        fact = msgspec.json.decode(event.payload, type=Fact)
        changed = _changes(self, ScanEvent(event.kind), fact, event)
        return msgspec.structs.replace(self, version=self.version + 1, **changed)

    def _voters(self) -> list[str]:
        """Return each account once, as it was written first."""
        names: list[str] = []
        for each in self.given:
            if not one_of(each.by, names):
                names.append(each.by)
        return names


def stream(digest: str) -> str:
    """Name of a radiograph's stream in the ledger."""
    return f"{_STREAM}{digest}"


def digest_of(name: str | None) -> str | None:
    """Return the radiograph whose stream this is, if it is one."""
    return name[len(_STREAM) :] if name is not None and name.startswith(_STREAM) else None


def alarms(reading: Reading | None) -> bool:
    """Say whether a machine alarms."""
    return reading is not None and any(map(alarming, reading.findings))


def speaks_for(reading: Reading | None) -> float:
    """Return how much the gravest finding speaks for contraband: a log-likelihood ratio, or 0.

    Findings of one picture rest on the same pixels, so they are not added up.
    """
    if reading is None:
        return 0.0
    speaking = (f.log_likelihood_ratio for f in reading.findings if f.sign in _OF_CONTRABAND)
    return max(speaking, default=0.0)


def alarming(finding: Finding) -> bool:
    """Say whether a finding is an alarm: few harmless containers score as high."""
    return finding.sign in _OF_CONTRABAND and finding.false_alarm <= ALARM_AT


def _changes(
    analysis: Analysis, kind: ScanEvent, fact: Fact, event: Event | Recorded
) -> dict[str, object]:
    free = dict.fromkeys(("claimed_by", "claimed_at", "claimed_until"))
    match kind:
        case ScanEvent.READ:
            return {"reading": fact.reading, "compared": fact.compared}
        case ScanEvent.SHOWN:
            return {"shown": (*analysis.shown, event.actor)}
        case ScanEvent.CLAIMED:
            return {
                "claimed_by": event.actor,
                "claimed_at": event.known_at,
                "claimed_until": fact.until,
            }
        case ScanEvent.GIVEN_BACK:
            return {**free}
        case ScanEvent.DOUBTED:
            return {"doubted": True}
        case ScanEvent.VERDICT:
            return {**free, "given": (*analysis.given, _given(analysis, fact, event))}


def _given(analysis: Analysis, fact: Fact, event: Event | Recorded) -> Given:
    assert fact.verdict is not None  # noqa: S101 - every verdict says something
    shown = analysis.was_shown(event.actor)
    second = analysis.standing is Standing.SECOND and not analysis.has_said(event.actor)
    return Given(
        by=event.actor,
        at=event.known_at,
        verdict=fact.verdict,
        machine_shown=shown,
        blind=second and not shown,
    )
