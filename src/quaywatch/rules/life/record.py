"""The life of one profile, folded from its stream in the ledger."""

from datetime import datetime

import msgspec

from quaywatch.ledger import Event, Recorded, lives
from quaywatch.ledger.lives import Step, next_step
from quaywatch.rules.life.kinds import STAGES, ProfileEvent, Stage
from quaywatch.rules.profile import Profile


class Tried(msgspec.Struct, frozen=True, kw_only=True):
    """What a backtest told, in short."""

    days: int
    candidates: int
    met: int
    within: int
    """Inspections that it would have filled within the capacity of each day."""
    share: float
    """Share of what it meets that hides something, with its interval."""
    low: float
    high: float
    marginal: float
    """The same of what the plans would have left alone, with its interval."""
    marginal_low: float
    marginal_high: float
    added: float
    """Finds that the plans would have missed."""
    overlap: str = ""
    """The profile in force that meets most of the same."""
    overlap_share: float = 0.0


class Fact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Payload of a profile's events; which fields are there follows from the kind."""

    code: str
    profile: Profile | None = None
    """With `profile.drafted`."""
    remarks: tuple[str, ...] = ()
    """With `profile.examined`: kinds of what the linter remarked, none of them an error."""
    tried: Tried | None = None
    reason: str | None = None


Entry = Step[ProfileEvent, Fact]


class Life(lives.Life[ProfileEvent, Fact], frozen=True, kw_only=True):
    """One profile as of `version`, the number of events in its stream."""

    code: str
    stage: Stage = Stage.DRAFTED
    draft: Profile | None = None
    """Its last text; there is one from the first event on."""
    live: Profile | None = None
    """The text that counts, whatever is being drafted beside it."""
    last_live: Profile | None = None
    """The text that counts, or counted last."""
    live_since: datetime | None = None
    shadow_since: datetime | None = None
    proposed_by: str = ""
    approved_by: str = ""
    retiring_by: str = ""
    """Who proposed to retire it."""
    remarks: tuple[str, ...] = ()
    tried: Tried | None = None

    @property
    def writers(self) -> frozenset[str]:
        """Everybody who ever wrote any of its texts."""
        return frozenset(
            entry.actor for entry in self.history if entry.kind is ProfileEvent.DRAFTED
        )

    @property
    def watched(self) -> Profile | None:
        """The text of which is noted what meets it without that it counts."""
        return self.draft if self.stage in {Stage.SHADOW, Stage.PROPOSED} else None

    def apply(self, event: Event | Recorded) -> "Life":
        """Return the life after one more event of its stream.

        Raises:
            ValueError: the event is of another stream or not the next one.

        """
        entry = next_step(event, stream(self.code), self.version, ProfileEvent, Fact)
        stage = STAGES.get(entry.kind, self.stage)
        return self.after(entry, {"stage": stage, **_changes(self, entry)})


_STREAM = "profile/"


def stream(code: str) -> str:
    """Name of a profile's stream in the ledger."""
    return f"{_STREAM}{code}"


def code_of(stream: str | None) -> str | None:
    """Return the profile that a stream is about, None when it is about something else."""
    return stream.removeprefix(_STREAM) if stream and stream.startswith(_STREAM) else None


def _changes(life: Life, entry: Entry) -> dict[str, object]:
    match entry.kind:
        case ProfileEvent.DRAFTED:
            return {"draft": entry.fact.profile, **_NOTHING_PROVEN}
        case ProfileEvent.RETURNED:
            return _NOTHING_PROVEN
        case ProfileEvent.EXAMINED:
            return {"remarks": entry.fact.remarks}
        case ProfileEvent.BACKTESTED:
            return {"tried": entry.fact.tried}
        case ProfileEvent.SHADOWED:
            return {"shadow_since": entry.at}
        case ProfileEvent.PROPOSED:
            return {"proposed_by": entry.actor}
        case ProfileEvent.APPROVED:
            return {
                "live": life.draft,
                "last_live": life.draft,
                "live_since": entry.at,
                "approved_by": entry.actor,
                "retiring_by": "",
            }
        case ProfileEvent.RETIREMENT_PROPOSED:
            return {"retiring_by": entry.actor}
        case ProfileEvent.RETIRED:
            return {"live": None, "retiring_by": "", **_NOTHING_PROVEN}


_NOTHING_PROVEN: dict[str, object] = {
    "remarks": (),
    "tried": None,
    "shadow_since": None,
    "proposed_by": "",
}
