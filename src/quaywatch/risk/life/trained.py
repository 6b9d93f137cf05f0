"""What is stated of a model when it is trained, and the seal under the statement."""

import hashlib
from datetime import datetime

import msgspec

from quaywatch.risk.life.kinds import ModelKind
from quaywatch.risk.trees.drift import Watch


class Span(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a model learned from."""

    position: int
    """Last event of the ledger that was there when it was trained."""
    until: datetime
    """Nothing that became known later taught it."""
    first: datetime | None = None
    """When the first inspection that taught it was reported."""
    last: datetime | None = None


class Judged(msgspec.Struct, frozen=True, kw_only=True):
    """How models of the same kind, trained on earlier inspections, did on later ones."""

    inspected: int
    found: int
    auc: float
    """Chance that a consignment with something in it ranks before one without."""
    expected: float
    """Finds that the probabilities foretold, weighted by one over the chance of selection."""
    seen: float
    """Finds that there were, weighted alike."""


class Report(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What a training run found out."""

    inspected: int
    found: int
    effective: float
    """Kish's effective number of inspections under their weights."""
    prevalence: float
    """Share of all consignments that hold something, weighted by one over the chance."""
    judged: Judged | None = None
    """None where there were too few later finds to judge."""
    remarks: tuple[str, ...] = ()


class Trained(msgspec.Struct, frozen=True, kw_only=True):
    """A model as trained: what it is, how it was made and what it was made of."""

    kind: ModelKind
    version: str
    """The model's own, which every assessment names."""
    digest: str
    """SHA-256 of the model's bytes, in hexadecimal."""
    size: int
    """Bytes."""
    made_with: dict[str, str]
    """Versions of the software, its libraries, checks, rules and features."""
    span: Span
    report: Report
    watch: Watch
    """What inputs and scores looked like, to see later how far they have drifted."""
    card: str
    """Markdown."""
    sheet: str
    """The data sheet, in Markdown."""

    @property
    def model_id(self) -> str:
        """Name of the model: the same bytes are the same model."""
        return self.digest[:16]


class Seal(msgspec.Struct, frozen=True, kw_only=True):
    """The signature by which a node vouches for a statement."""

    key: str
    """Public key, in hexadecimal."""
    signature: str


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """What it takes to put a model to work: its bytes by their digest, and the node's word."""

    kind: ModelKind
    digest: str
    stated: str
    """SHA-256 of the whole statement, in hexadecimal."""
    seal: Seal

    @property
    def model_id(self) -> str:
        """Name of the model."""
        return self.digest[:16]


def stated(trained: Trained) -> str:
    """Return the SHA-256 of a statement, in hexadecimal."""
    return hashlib.sha256(msgspec.json.encode(trained, order="sorted")).hexdigest()


def sealed(kind: ModelKind, digest: str, statement: str) -> bytes:
    """Return the bytes that are signed of a model."""
    return f"quaywatch model\n{kind}\n{digest}\n{statement}\n".encode()
