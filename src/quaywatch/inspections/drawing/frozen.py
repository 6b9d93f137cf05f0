"""The candidates of a day and their lottery, frozen before anybody can know the seed.

Of each box the public table holds a digest with a salt of its own, under one root. So the whole
draw can be repeated without a name, a firm or a score; and of one box, on request, all can be
shown and proven.
"""

import hashlib
import hmac
from datetime import datetime
from functools import cached_property
from typing import Any

import msgspec

from quaywatch.inspections.drawing import merkle
from quaywatch.inspections.drawing.again import Again, Begun
from quaywatch.inspections.drawing.beacons import Beacon
from quaywatch.inspections.drawing.digests import Hex, digest, said
from quaywatch.inspections.lottery import Lottery
from quaywatch.inspections.treatments import Treatments

_BOX, _INPUTS = b"box", b"inputs"


class Label(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a slot of the lottery is."""

    terminal: str
    kinds: tuple[str, ...]
    """Ways of looking that it holds."""
    at: datetime


class Table(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What may be shown of a frozen day: everything but who and why."""

    labels: tuple[Label, ...]
    lottery: Lottery
    leaves: tuple[Hex, ...]
    """Salted digest of each box, in hexadecimal."""

    @property
    def root(self) -> str:
        """The root over all leaves."""
        return merkle.root([bytes.fromhex(leaf) for leaf in self.leaves]).hex()

    @property
    def digest(self) -> str:
        """Digest of slots, strata and chances, in hexadecimal."""
        lottery = msgspec.structs.replace(self, leaves=())
        return digest(b"quaywatch lottery", said(lottery)).hex()


class Shown(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """One box, opened: with its name and salt its leaf can be made again."""

    place: int
    """Its number in the lottery."""
    box_id: str
    salt: Hex
    inputs: Hex
    """Salted digest of what its chance was made from."""
    candidate: dict[str, Any] | None = None
    """What its chance was made from, when that is shown too."""
    inputs_salt: str = ""
    path: tuple[Hex, ...] = ()
    """From its leaf to the root, for who has no table."""

    @property
    def leaf(self) -> bytes:
        """Its leaf."""
        parts = (str(self.place), self.box_id, self.salt, self.inputs)
        return digest(b"quaywatch box", *(part.encode() for part in parts))

    @property
    def true_inputs(self) -> bool:
        """Whether the inputs shown, if any, are those of the digest."""
        return self.candidate is None or self.inputs == _inputs(self.candidate, self.inputs_salt)


class Freeze(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, forbid_unknown_fields=True
):
    """The statement by which a day is frozen."""

    name: str
    root: Hex
    """Over the candidates."""
    lottery: Hex
    """Digest of slots, strata and chances."""
    boxes: int
    pieces: int
    audit_share: float
    version: str
    """Of the software."""
    seals: tuple[Hex, ...] = ()
    """The contributions that count, in order."""
    beacon: Beacon | None = None
    again: Again | None = None
    """Why, where the day was drawn before."""


class Document(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, dict=True):
    """All that is frozen; it stays in the house."""

    name: str
    salt: Hex
    """In hexadecimal; each box's salt comes from it."""
    audit_share: float
    version: str
    candidates: tuple[dict[str, Any], ...]
    """Rows as the selection takes them, in the lottery's order."""
    capacity: tuple[dict[str, Any], ...]
    """Rows as the selection takes them."""
    labels: tuple[Label, ...]
    lottery: Lottery
    treatments: Treatments | None = None
    """What looks were taken to find; in what was frozen before this was kept, the declared ones."""
    coverage: dict[str, float] = {}
    """Share of each stratum's boxes that was to be looked at, at least."""
    again: Again | None = None
    """Why, where the day was drawn before…"""
    begun: Begun | None = None
    """…and from what this draw starts."""

    @cached_property
    def table(self) -> Table:
        """What may be shown of it."""
        leaves = tuple(self.shown(place).leaf.hex() for place in range(len(self.candidates)))
        return Table(labels=self.labels, lottery=self.lottery, leaves=leaves)

    @cached_property
    def places(self) -> dict[str, int]:
        """The number of each box in the lottery."""
        return {str(row["box_id"]): place for place, row in enumerate(self.candidates)}

    def freeze(self, seals: tuple[str, ...], beacon: Beacon | None) -> Freeze:
        """The statement to sign."""
        return Freeze(
            name=self.name,
            root=self.table.root,
            lottery=self.table.digest,
            boxes=self.lottery.boxes,
            pieces=len(self.lottery.pieces),
            audit_share=self.audit_share,
            version=self.version,
            seals=seals,
            beacon=beacon,
            again=self.again,
        )

    def shown(self, place: int, *, inputs: bool = False, path: bool = False) -> Shown:
        """Open one box: its name; on request what its chance was made from, and its path."""
        row = self.candidates[place]
        box_id, salt = str(row["box_id"]), self._salt(_INPUTS, str(row["box_id"]))
        leaves = [bytes.fromhex(leaf) for leaf in self.table.leaves] if path else []
        return Shown(
            place=place,
            box_id=box_id,
            salt=self._salt(_BOX, box_id),
            inputs=_inputs(row, salt),
            candidate=row if inputs else None,
            inputs_salt=salt if inputs else "",
            path=tuple(step.hex() for step in merkle.path(leaves, place)) if path else (),
        )

    def _salt(self, use: bytes, box_id: str) -> str:
        key = bytes.fromhex(self.salt)
        return hmac.new(key, use + b"\0" + box_id.encode(), hashlib.sha256).hexdigest()


def proves(shown: Shown, root: str, boxes: int) -> bool:
    """Say whether a box that was opened with its path is one of those under the root."""
    way = [bytes.fromhex(step) for step in shown.path]
    reached = merkle.reached(shown.leaf, shown.place, boxes, way)
    return shown.true_inputs and reached is not None and reached.hex() == root


def _inputs(row: dict[str, Any], salt: str) -> str:
    content = msgspec.json.encode(row, order="sorted")
    return digest(b"quaywatch inputs", salt.encode(), content).hex()
