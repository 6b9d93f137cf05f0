"""The selection of a day: best expected finds within the slots, and a random audit."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from quaywatch.cargo import InspectionKind, SelectionBasis
from quaywatch.cargo.columns import INSTANT
from quaywatch.inspections.chances import Demand, chances
from quaywatch.inspections.dealing import deal
from quaywatch.inspections.drawing.frozen import Label
from quaywatch.inspections.layout import lay_out
from quaywatch.inspections.lots import Lots
from quaywatch.inspections.lottery import Lottery
from quaywatch.inspections.rounding import Piece
from quaywatch.inspections.windows import ONE, Ints, windows
from quaywatch.ledger.instant import from_microseconds

SELECTION_SCHEMA: dict[str, pl.DataType] = {
    "box_id": pl.String(),
    "basis": pl.String(),
    "kind": pl.String(),
    "terminal": pl.String(),
    "slot_at": INSTANT,
    "selection_probability": pl.Float64(),
}

_Row = tuple[str, str | None, str | None, int | None, float]


def select(
    candidates: pl.DataFrame, capacity: pl.DataFrame, *, audit_share: float, seed: bytes
) -> pl.DataFrame:
    """Choose the boxes of a day and give each a slot: `design`, then `Design.draw`."""
    return design(candidates, capacity, audit_share=audit_share).draw(seed)


def design(candidates: pl.DataFrame, capacity: pl.DataFrame, *, audit_share: float) -> "Design":
    """Fix the chance of every candidate of a day, before any lot is drawn.

    Of every hour's slots the share `audit_share` is for the audit; the rest goes to the set of
    boxes with the highest sum of probabilities that the windows allow. A box counts as `targeted`
    when most of its chance comes from its probability, else as `random_audit`.

    Args:
        candidates: [box_id, probability, terminal, available_at, deadline_at, stratum], a box once.
            A slot fits when its whole hour lies between the two instants; without `available_at`
            the box is not there yet, without `deadline_at` it stays.
        capacity: [terminal, kind, slot_at, slots], as of `Capacity.slots`.
        audit_share: 0 to 1.

    Raises:
        ValueError: for a box named twice, a probability outside 0 to 1 or a share outside 0 to 1.
    """
    validate(candidates, audit_share)
    boxes = candidates.with_row_index("place").sort("terminal", "box_id", nulls_last=True)
    terminals: list[_Terminal] = []
    for (terminal,), group in boxes.group_by("terminal", maintain_order=True):
        slots = capacity.filter(pl.col("terminal") == terminal, pl.col("slots") > 0)
        terminals.append(_Terminal.of(str(terminal), group, slots, audit_share))
    return Design(
        candidates.select("box_id", pl.col("terminal").cast(pl.String)),
        boxes["place"].to_list(),
        tuple(terminals),
        _joined(terminals),
    )


@dataclass(frozen=True, slots=True)
class Design:
    """The chances of a day, laid out over its slots."""

    candidates: pl.DataFrame
    """[box_id, terminal], as given."""
    places: list[int]
    """Row in `candidates` of each box of the lottery."""
    terminals: "tuple[_Terminal, ...]"
    lottery: Lottery
    """All terminals' boxes and hours, laid end to end."""

    @property
    def labels(self) -> tuple[Label, ...]:
        """What each slot of the lottery is."""
        return tuple(
            Label(
                terminal=terminal.name,
                kinds=tuple(sorted(kind.value for kind in kinds)),
                at=from_microseconds(hour),
            )
            for terminal in self.terminals
            for hour, kinds in zip(terminal.hours, terminal.kinds, strict=True)
        )

    def draw(self, seed: bytes) -> pl.DataFrame:
        """Choose by the lots of this seed.

        All candidates come back, in the order given: `selection_probability` is the exact chance
        with which this design picks the box, and `basis`, `kind` and `slot_at` are null for a box
        that was not picked. A box that can take no slot has chance 0.

        Whoever knows the seed can repeat the draw, and nobody without it can foresee it.
        """
        drawn = self.lottery.draw(seed)
        lots = Lots(b"quaywatch kinds", seed)
        rows: list[_Row] = []
        hours = 0
        for terminal in self.terminals:
            first = len(rows)
            own = {
                box: drawn[first + box] - hours
                for box in range(len(terminal.boxes))
                if first + box in drawn
            }
            rows.extend(terminal.rows(own, lots))
            hours += len(terminal.hours)
        columns = ["box_id", "basis", "kind", "slot_at", "selection_probability"]
        picked = pl.DataFrame(
            [row for _, row in sorted(zip(self.places, rows, strict=True))],
            schema={name: SELECTION_SCHEMA[name] for name in columns} | {"slot_at": pl.Int64()},
            orient="row",
        )
        return picked.with_columns(
            self.candidates["terminal"],
            pl.from_epoch("slot_at", time_unit="us").dt.replace_time_zone("UTC"),
        ).select(pl.col(name).cast(kind) for name, kind in SELECTION_SCHEMA.items())


@dataclass(frozen=True, slots=True)
class _Terminal:
    name: str
    boxes: list[str]
    hours: list[int]
    kinds: list[list[InspectionKind]]
    demand: Demand
    chance: Ints
    audit: Ints

    @classmethod
    def of(
        cls, name: str, boxes: pl.DataFrame, slots: pl.DataFrame, audit_share: float
    ) -> "_Terminal":
        hourly: dict[int, list[InspectionKind]] = {}
        instants = slots.sort("slot_at", "kind").with_columns(pl.col("slot_at").dt.epoch("us"))
        for kind, at, count in instants.select("kind", "slot_at", "slots").iter_rows():
            hourly.setdefault(at, []).extend([InspectionKind(kind)] * count)
        hours, kinds = list(hourly), list(hourly.values())
        demand = Demand(
            order=_best_first(boxes["probability"]),
            strata=boxes["stratum"].rank("dense").fill_null(0).to_numpy().astype(np.int64),
            spans=windows(boxes, np.array(hours, dtype=np.int64)),
            slots=np.array([len(k) for k in kinds], dtype=np.int64),
        )
        chance, audit = chances(demand, audit_share)
        return cls(name, boxes["box_id"].to_list(), hours, kinds, demand, chance, audit)

    def rows(self, drawn: dict[int, int], lots: Lots) -> list[_Row]:
        """One row for each box, in order."""
        chance, audit = self.chance, self.audit
        targeted = {box for box in drawn if chance[box] > 2 * audit[box]}
        dealt = self._deal(drawn, targeted, lots)
        return [
            (
                name,
                _basis(box in targeted) if box in drawn else None,
                dealt[box].value if box in drawn else None,
                self.hours[drawn[box]] if box in drawn else None,
                p / ONE,
            )
            for box, (name, p) in enumerate(zip(self.boxes, chance.tolist(), strict=True))
        ]

    def _deal(
        self, drawn: dict[int, int], targeted: set[int], lots: Lots
    ) -> dict[int, InspectionKind]:
        """Kinds for all drawn boxes, hour by hour."""
        by_hour: list[tuple[list[int], list[int]]] = [([], []) for _ in self.hours]
        for box in self.demand.order.tolist():
            if box in drawn:
                by_hour[drawn[box]][box not in targeted].append(box)
        dealt: dict[int, InspectionKind] = {}
        for kinds, (best, audited) in zip(self.kinds, by_hour, strict=True):
            dealt |= deal(best, audited, kinds, lots)
        return dealt


def _joined(terminals: list[_Terminal]) -> Lottery:
    """One lottery of all terminals."""
    slots: list[int] = []
    strata: list[int] = []
    pieces: list[Piece] = []
    for each in terminals:
        demand = each.demand
        pieces.extend(
            Piece(len(strata) + box, len(slots) + hour, amount)
            for box, hour, amount in lay_out(each.chance, demand.spans, demand.slots * ONE)
        )
        slots.extend(demand.slots.tolist())
        strata.extend(demand.strata.tolist())
    return Lottery(slots=tuple(slots), strata=tuple(strata), pieces=tuple(pieces))


def _best_first(probability: pl.Series) -> Ints:
    return np.argsort(-probability.to_numpy(), kind="stable").astype(np.int64)


def _basis(targeted: bool) -> str:
    basis = SelectionBasis.TARGETED if targeted else SelectionBasis.RANDOM_AUDIT
    return basis.value


def validate(candidates: pl.DataFrame, audit_share: float) -> None:
    """Refuse a figure out of range and a box named twice."""
    if not 0 <= audit_share <= 1:
        raise ValueError(f"audit_share is {audit_share}, not within 0 to 1")
    twice = candidates.filter(pl.col("box_id").is_duplicated())
    if twice.height:
        raise ValueError(f"box {twice['box_id'][0]} is named twice")
    probability = pl.col("probability")
    bad = candidates.filter(~probability.is_between(0, 1).fill_null(value=False))
    if bad.height:
        raise ValueError(f"box {bad['box_id'][0]}: probability {bad['probability'][0]}, not 0 to 1")
