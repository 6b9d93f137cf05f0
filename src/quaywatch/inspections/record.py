"""The record of a box: what was decided about it, folded from its stream in the ledger."""

from collections.abc import Iterable
from enum import StrEnum

import msgspec

from quaywatch.cargo import Order, Outcome
from quaywatch.inspections.detention import Detention, is_alarm, with_order, with_outcome
from quaywatch.inspections.reasons import DetentionReason, LiftingReason, SkipReason
from quaywatch.inspections.why import Why
from quaywatch.ledger import Event, Recorded, lives


class BoxEvent(StrEnum):
    """Kinds of event in the stream of a box."""

    SELECTED = "box.selected"
    """A day's plan picked it, or moves what it proposes."""
    WITHDRAWN = "box.withdrawn"
    """The day was planned again, and the plan asks for it no more."""
    ORDERED = "box.ordered"
    DELAYED = "box.delayed"
    """The ordered inspection moved to another slot."""
    SKIPPED = "box.skipped"
    """What the plan picked is not going to be done."""
    CANCELLED = "box.cancelled"
    """The order is taken back."""
    HELD = "box.held"
    """An officer took it in hand."""
    OFFERED = "box.offered"
    """Whoever holds it wants to hand it over to a colleague."""
    ACCEPTED = "box.accepted"
    """The colleague took it over."""
    DECLINED = "box.declined"
    RELEASED = "box.released"
    OUTCOME = "box.outcome"
    CORRECTED = "box.corrected"
    FOLLOWED = "box.followed"
    """An alarm asks for the next look, or that one gets another hour before it is ordered."""
    DETAINED = "box.detained"
    """It is kept at the terminal though no inspection is ordered."""
    LIFTING = "box.lifting-proposed"
    """Somebody wants to let a box go that is kept at the terminal…"""
    LIFTED = "box.lifted"
    """…and a second person did."""
    LAPSED = "box.lapsed"
    """It left the list unseen: its pick-up is long over and nobody reported it gone."""


class Status(StrEnum):
    """Where a box stands."""

    OPEN = "open"
    ORDERED = "ordered"
    HELD = "held"
    DONE = "done"


class Fact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Payload of a box's events; which fields are there follows from the kind."""

    box_id: str
    order: Order | None = None
    """With `box.selected` what the plan proposes, with `box.followed` what follows an alarm, with
    `box.ordered` what was ordered."""
    why: Why | None = None
    """With `box.selected`, why the plan does; None for plans that kept no reasons."""
    outcome: Outcome | None = None
    reason: str | None = None
    """Why an outcome was corrected, an order delayed or cancelled, a box skipped, kept or let go:
    in the officer's words for a correction, else a code of `reasons`."""
    to: str | None = None
    """To whom a box is offered."""
    note: str | None = None
    request: str | None = None
    """What the request said (see `ledger.acts.Sent`), where it bore a key of its own."""


Entry = lives.Step[BoxEvent, Fact]


class Step(msgspec.Struct, frozen=True, kw_only=True):
    """A look that spoke up and that another one follows."""

    order: Order
    ordered_by: str | None
    outcome: Outcome
    outcome_by: str | None
    selected: Order | None


class Record(lives.Life[BoxEvent, Fact], frozen=True, kw_only=True):
    """The record of one box as of `version`, the number of events in its stream."""

    box_id: str
    held_by: str | None = None
    offered_to: str | None = None
    """The colleague who is asked to take it over."""
    selected: Order | None = None
    """What the last plan that picked this box proposes, or what follows an alarm."""
    order: Order | None = None
    ordered_by: str | None = None
    outcome: Outcome | None = None
    """The outcome in force; a correction replaces it."""
    outcome_by: str | None = None
    steps: tuple[Step, ...] = ()
    """The looks before the one that is asked for now, each with the alarm that it follows. Where
    that one is left out, the last of them stands again as it did."""
    skipped: SkipReason | None = None
    """Why what was planned or ordered last is not done."""
    alarmed: bool = False
    """Whether any outcome so far spoke against the box; no correction takes that back."""
    detention: Detention | None = None
    """Whether, and why, it may not leave the terminal."""
    lapsed: bool = False
    """Taken for gone; whoever acts on the box again brings it back."""

    @property
    def is_followed_up(self) -> bool:
        """Whether an alarm asks for another look that is not done yet."""
        return bool(self.steps) and self.outcome is None

    @property
    def status(self) -> Status:
        """Done once there is an outcome, else held, ordered or open."""
        if self.outcome is not None:
            return Status.DONE
        if self.held_by is not None:
            return Status.HELD
        return Status.OPEN if self.order is None else Status.ORDERED

    @property
    def why(self) -> Why | None:
        """Why the last plan that picked this box did so, whatever was ordered since.

        None of what follows an alarm: that is its reason.
        """
        if self.is_followed_up:
            return None
        picks = (e.fact.why for e in reversed(self.history) if e.kind is BoxEvent.SELECTED)
        return next(picks, None)

    def apply(self, event: Event | Recorded) -> "Record":
        """The record after one more event of its stream.

        Raises:
            ValueError: the event is of another stream or not the next one.
        """
        entry = lives.next_step(event, stream(self.box_id), self.version, BoxEvent, Fact)
        return self.after(entry, _changes(self, entry))


def stream(box_id: str) -> str:
    """Name of a box's stream in the ledger."""
    return f"box/{box_id}"


def fold(box_id: str, events: Iterable[Event | Recorded]) -> Record:
    """The record of a box from its events in order."""
    record = Record(box_id=box_id)
    for event in events:
        record = record.apply(event)
    return record


def _changes(record: Record, entry: Entry) -> dict[str, object]:
    kind = entry.kind
    match kind:
        case BoxEvent.SELECTED:
            return {"selected": entry.fact.order, "skipped": None}
        case BoxEvent.WITHDRAWN:
            return {"selected": None}
        case BoxEvent.OUTCOME | BoxEvent.CORRECTED:
            return _concluded(record, entry)
        case BoxEvent.FOLLOWED:
            return _followed(record, entry)
        case BoxEvent.LAPSED:
            return {"lapsed": True}
        case BoxEvent.DETAINED | BoxEvent.LIFTING | BoxEvent.LIFTED:
            return {"detention": _detention(record, entry)}
        case BoxEvent.ORDERED | BoxEvent.DELAYED | BoxEvent.SKIPPED | BoxEvent.CANCELLED:
            return _ordered(record, entry)
        case _:
            return _handed(entry)


def _ordered(record: Record, entry: Entry) -> dict[str, object]:
    order, reason = entry.fact.order, entry.fact.reason
    if order is None:
        gone: dict[str, object] = {"skipped": SkipReason(reason or SkipReason.OTHER)}
        if entry.kind is BoxEvent.CANCELLED:
            gone.update(order=None, ordered_by=None, held_by=None, offered_to=None)
        return gone | _back(record)
    if entry.kind is BoxEvent.DELAYED:
        return {"order": order}
    return {
        "order": order,
        "ordered_by": entry.actor,
        "lapsed": False,
        "skipped": None,
        "detention": with_order(record.detention, order, entry.at, entry.actor),
    }


def _followed(record: Record, entry: Entry) -> dict[str, object]:
    """Put the look that spoke up behind the one that is asked for now."""
    order, outcome = record.order, record.outcome
    asked: dict[str, object] = {"selected": entry.fact.order, "skipped": None}
    if order is None or outcome is None:
        return asked
    step = Step(
        order=order,
        ordered_by=record.ordered_by,
        outcome=outcome,
        outcome_by=record.outcome_by,
        selected=record.selected,
    )
    bare = dict.fromkeys(("order", "ordered_by", "outcome", "outcome_by"))
    return {**bare, **asked, "steps": (*record.steps, step)}


def _back(record: Record) -> dict[str, object]:
    """Let the last step stand again, if what follows it is not done."""
    if not record.steps:
        return {}
    step = record.steps[-1]
    return {**msgspec.structs.asdict(step), "steps": record.steps[:-1]}


def _handed(entry: Entry) -> dict[str, object]:
    """Return whose hands the box is in."""
    match entry.kind:
        case BoxEvent.HELD:
            return {"held_by": entry.actor, "lapsed": False}
        case BoxEvent.OFFERED:
            return {"offered_to": entry.fact.to}
        case BoxEvent.ACCEPTED:
            return {"held_by": entry.actor, "offered_to": None}
        case BoxEvent.DECLINED:
            return {"offered_to": None}
        case _:
            return {"held_by": None, "offered_to": None}


def _concluded(record: Record, entry: Entry) -> dict[str, object]:
    outcome = entry.fact.outcome
    assert outcome is not None  # noqa: S101 - every command that concludes has one
    alarmed = record.alarmed or is_alarm(outcome)
    return {
        "outcome": outcome,
        "outcome_by": entry.actor,
        "held_by": None,
        "offered_to": None,
        "alarmed": alarmed,
        "detention": with_outcome(
            record.detention,
            record.order,
            outcome,
            alarmed=alarmed,
            at=entry.at,
            by=entry.actor,
        ),
    }


def _detention(record: Record, entry: Entry) -> Detention | None:
    reason, standing = entry.fact.reason, record.detention
    if entry.kind is BoxEvent.DETAINED:
        why = DetentionReason(reason or DetentionReason.OTHER)
        return Detention(since=entry.at, by=entry.actor, reason=why)
    if entry.kind is BoxEvent.LIFTED or standing is None:
        return None
    why_not = LiftingReason(reason or LiftingReason.OTHER)
    return msgspec.structs.replace(standing, lifting_by=entry.actor, lifting=why_not)
