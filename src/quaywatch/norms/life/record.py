"""One assessment of one port, folded from its stream in the ledger."""

from datetime import date
from typing import Annotated

import msgspec

from quaywatch.ledger import Event, Recorded, lives
from quaywatch.ledger.lives import Step, next_step
from quaywatch.norms.answer import Answer, Word
from quaywatch.norms.evidence import Evidence
from quaywatch.norms.life.kinds import STAGES, AssessmentEvent, Stage
from quaywatch.norms.requirement import Level
from quaywatch.norms.standing import Stated


class Plan(msgspec.Struct, frozen=True, kw_only=True):
    """What is to be assessed."""

    port: Annotated[str, msgspec.Meta(pattern=r"^[A-Z]{2}[A-Z2-9]{3}$")]
    """UN/LOCODE."""
    catalogue: str
    """Version of the catalogue."""
    level: Level
    assessors: tuple[str, ...]
    from_on: date
    until_on: date

    def __post_init__(self) -> None:
        """Refuse a plan that ends before it begins; raises ValueError."""
        if self.until_on < self.from_on:
            raise ValueError("an assessment ends no earlier than it begins")


class Dispute(msgspec.Struct, frozen=True, kw_only=True):
    """An objection to an answer."""

    raised: Word
    note: str
    settled: Word | None = None
    upheld: bool = False
    """Whether whoever settled it agrees with the objection."""
    answered_anew: bool = False
    """Since it was settled: then it bears on nothing that stands."""


class Received(msgspec.Struct, frozen=True, kw_only=True):
    """What another node says of an assessment that was made there."""

    origin: str
    """Name of the node that signed it."""
    signature: str
    """In hexadecimal, of the document that is the event's original."""
    as_of: date
    plan: Plan
    stated: dict[str, Stated]
    evidence: dict[str, Evidence]


class Fact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Payload of an assessment's events; which fields are there follows from the kind."""

    assessment: str
    port: str
    """For whom the actor speaks."""
    plan: Plan | None = None
    evidence: Evidence | None = None
    answer: Answer | None = None
    requirement: str | None = None
    note: str = ""
    upheld: bool = False
    received: Received | None = None


class Entry(Step[AssessmentEvent, Fact], frozen=True, kw_only=True):
    """One step."""

    @property
    def word(self) -> Word:
        """Who says so."""
        return Word(by=self.actor, at=self.at, port=self.fact.port)

    @property
    def about(self) -> frozenset[str]:
        """The requirements that it bears on."""
        if self.fact.received is not None:
            return frozenset(self.fact.received.stated)
        answered = self.fact.answer.requirement if self.fact.answer else self.fact.requirement
        return frozenset() if answered is None else frozenset({answered})


class Assessment(lives.Life[AssessmentEvent, Fact], frozen=True, kw_only=True):
    """One assessment as of `version`, the number of events in its stream."""

    id: str
    stage: Stage = Stage.NONE
    plan: Plan | None = None
    """There is one from the first event on."""
    planned: Word | None = None
    stated: dict[str, Stated] = msgspec.field(default_factory=dict[str, Stated])
    """The answers, by requirement."""
    evidence: dict[str, Evidence] = msgspec.field(default_factory=dict[str, Evidence])
    disputes: dict[str, tuple[Dispute, ...]] = msgspec.field(
        default_factory=dict[str, tuple[Dispute, ...]]
    )
    closed: Word | None = None
    origin: str = ""
    """Name of the node that it came from; empty where it is made here."""
    history: tuple[Entry, ...] = ()

    def version_of(self, requirement: str) -> int:
        """Return the version at which something last happened to a requirement; 0 for nothing."""
        about = (entry.version for entry in reversed(self.history) if requirement in entry.about)
        return next(about, 0)

    @property
    def authors(self) -> frozenset[str]:
        """Everybody who ever answered anything in it."""
        return frozenset(
            entry.actor for entry in self.history if entry.kind is AssessmentEvent.ANSWERED
        )

    def apply(self, event: Event | Recorded) -> "Assessment":
        """Return the assessment after one more event of its stream.

        Raises:
            ValueError: the event is of another stream or not the next one.

        """
        step = next_step(event, stream(self.id), self.version, AssessmentEvent, Fact)
        entry = Entry(**msgspec.structs.asdict(step))
        stage = STAGES.get(entry.kind, self.stage)
        return self.after(entry, {"stage": stage, **_changes(self, entry)})


_STREAM = "assessment/"


def stream(name: str) -> str:
    """Name of an assessment's stream in the ledger."""
    return f"{_STREAM}{name}"


def assessment_of(stream: str | None) -> str | None:
    """Return the assessment whose stream this is, if it is one's."""
    if stream is None or not stream.startswith(_STREAM):
        return None
    return stream.removeprefix(_STREAM)


def _changes(before: Assessment, entry: Entry) -> dict[str, object]:
    match entry.kind:
        case AssessmentEvent.PLANNED:
            return {"plan": entry.fact.plan, "planned": entry.word}
        case AssessmentEvent.EVIDENCE:
            return {"evidence": _with_evidence(before, entry)}
        case AssessmentEvent.CLOSED:
            return {"closed": entry.word}
        case AssessmentEvent.RECEIVED:
            return _from_elsewhere(entry)
        case AssessmentEvent.DISPUTED | AssessmentEvent.SETTLED:
            return {"disputes": _with_dispute(before, entry)}
        case _:
            return {"stated": _with_answer(before, entry), "disputes": _anew(before, entry)}


def _from_elsewhere(entry: Entry) -> dict[str, object]:
    """A later document of the same assessment takes the place of the one before."""
    said = entry.fact.received
    if said is None:
        return {}
    return {
        "plan": said.plan,
        "planned": entry.word,
        "stated": said.stated,
        "evidence": said.evidence,
        "closed": entry.word,
        "origin": said.origin,
    }


def _with_evidence(before: Assessment, entry: Entry) -> dict[str, Evidence]:
    one = entry.fact.evidence
    return before.evidence if one is None else before.evidence | {one.id: one}


def _with_answer(before: Assessment, entry: Entry) -> dict[str, Stated]:
    answer, name = entry.fact.answer, entry.fact.requirement
    if answer is not None:
        return before.stated | {answer.requirement: Stated(answer=answer, stated=entry.word)}
    if name is None or name not in before.stated:
        return before.stated
    which = "confirmed" if entry.kind is AssessmentEvent.CONFIRMED else "verified"
    changed = msgspec.structs.replace(before.stated[name], **{which: entry.word})
    return before.stated | {name: changed}


def _anew(before: Assessment, entry: Entry) -> dict[str, tuple[Dispute, ...]]:
    answer = entry.fact.answer
    earlier = before.disputes.get(answer.requirement, ()) if answer else ()
    if answer is None or not earlier or earlier[-1].settled is None:
        return before.disputes
    last = msgspec.structs.replace(earlier[-1], answered_anew=True)
    return before.disputes | {answer.requirement: (*earlier[:-1], last)}


def _with_dispute(before: Assessment, entry: Entry) -> dict[str, tuple[Dispute, ...]]:
    name = entry.fact.requirement or ""
    earlier = before.disputes.get(name, ())
    if entry.kind is AssessmentEvent.DISPUTED:
        return before.disputes | {
            name: (*earlier, Dispute(raised=entry.word, note=entry.fact.note))
        }
    settled = msgspec.structs.replace(earlier[-1], settled=entry.word, upheld=entry.fact.upheld)
    return before.disputes | {name: (*earlier[:-1], settled)}
