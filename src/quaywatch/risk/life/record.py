"""The life of one model, folded from its stream in the ledger."""

from datetime import datetime

import msgspec

from quaywatch.ledger import Event, Recorded, lives
from quaywatch.ledger.lives import Step, next_step
from quaywatch.risk.life.kinds import STAGES, ModelEvent, Stage
from quaywatch.risk.life.trained import Seal, Trained, Work, stated
from quaywatch.risk.life.tried import Tried


class Fact(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """Payload of a model's events; which fields are there follows from the kind."""

    model_id: str
    trained: Trained | None = None
    """With `model.trained`."""
    seal: Seal | None = None
    """With `model.trained`."""
    tried: Tried | None = None
    """With `model.backtested`."""
    number: int = 0
    """With `model.approved`: 1 for the first model that the node puts in force."""
    reason: str = ""


Entry = Step[ModelEvent, Fact]


class Life(lives.Life[ModelEvent, Fact], frozen=True, kw_only=True):
    """One model as of `version`, the number of events in its stream."""

    model_id: str
    stage: Stage = Stage.TRAINED
    trained: Trained | None = None
    """There is one from the first event on."""
    seal: Seal | None = None
    tried: Tried | None = None
    number: int = 0
    """Its place among the models approved on this node, from 1; 0 before it was."""
    shadow_since: datetime | None = None
    approved_at: datetime | None = None
    approved_by: str = ""
    withdrawing_by: str = ""
    """Who proposed to withdraw it."""

    @property
    def makers(self) -> frozenset[str]:
        """Everybody who ever trained or proposed it."""
        made = {ModelEvent.TRAINED, ModelEvent.PROPOSED}
        return frozenset(entry.actor for entry in self.history if entry.kind in made)

    @property
    def counts(self) -> bool:
        """Whether it may be in force: approved, and not withdrawn since."""
        return self.stage is Stage.APPROVED

    @property
    def watched(self) -> bool:
        """Whether it scores beside the model in force."""
        return self.stage in {Stage.SHADOW, Stage.PROPOSED}

    @property
    def work(self) -> Work:
        """What it takes to put it to work; of a life that has begun."""
        if self.trained is None or self.seal is None:
            raise ValueError(f"nothing was trained under {self.model_id}")
        made = self.trained
        return Work(kind=made.kind, digest=made.digest, stated=stated(made), seal=self.seal)

    def apply(self, event: Event | Recorded) -> "Life":
        """Return the life after one more event of its stream.

        Raises:
            ValueError: the event is of another stream or not the next one.

        """
        entry = next_step(event, stream(self.model_id), self.version, ModelEvent, Fact)
        stage = STAGES.get(entry.kind, self.stage)
        return self.after(_short(entry), {"stage": stage, **_changes(entry)})


_STREAM = "model/"


def stream(model_id: str) -> str:
    """Name of a model's stream in the ledger."""
    return f"{_STREAM}{model_id}"


def model_of(stream: str | None) -> str | None:
    """Return the model that a stream is about, None when it is about something else."""
    return stream.removeprefix(_STREAM) if stream and stream.startswith(_STREAM) else None


def _short(entry: Entry) -> Entry:
    """Leave out what the life itself holds."""
    said = msgspec.structs.replace(entry.fact, trained=None, seal=None, tried=None)
    return msgspec.structs.replace(entry, fact=said)


def _changes(entry: Entry) -> dict[str, object]:
    fact = entry.fact
    match entry.kind:
        case ModelEvent.TRAINED:
            return {"trained": fact.trained, "seal": fact.seal, **_NOTHING_PROVEN}
        case ModelEvent.SHADOWED:
            return {"shadow_since": entry.at}
        case ModelEvent.BACKTESTED:
            return {"tried": fact.tried}
        case ModelEvent.PROPOSED:
            return {}
        case ModelEvent.RETURNED:
            return _NOTHING_PROVEN
        case ModelEvent.APPROVED:
            return {
                "number": fact.number,
                "approved_at": entry.at,
                "approved_by": entry.actor,
                "withdrawing_by": "",
            }
        case ModelEvent.WITHDRAWAL_PROPOSED:
            return {"withdrawing_by": entry.actor}
        case ModelEvent.WITHDRAWN:
            return {"withdrawing_by": "", **_NOTHING_PROVEN}


_NOTHING_PROVEN: dict[str, object] = {"tried": None, "shadow_since": None}
