"""The one door by which models of every kind come in and go out as bytes."""

from typing import Protocol

from quaywatch.risk.life.kinds import ModelKind
from quaywatch.risk.model import Model, Scorer


class Kept(Scorer, Protocol):
    """A model that can be kept as bytes; the same model is the same bytes."""

    def dump(self) -> bytes:
        """Return the model, whole, as `opened` takes it."""
        ...


def opened(kind: ModelKind, data: bytes) -> Kept:
    """Return the model of these bytes; raises ValueError when they are none of that kind."""
    match kind:
        case ModelKind.ADDITIVE:
            return Model.read(data)
        case ModelKind.LEARNED:
            # Trees are loaded where there are some, and nowhere else.
            from quaywatch.risk.learned import Learned

            return Learned.load(data)
