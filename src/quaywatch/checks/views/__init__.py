"""The frames that checks look at: declared columns, their parents' columns, and a few derived."""

from dataclasses import dataclass

import polars as pl

from quaywatch.cargo import Frames, Subject
from quaywatch.checks.completeness.elements import ASKED_OF
from quaywatch.checks.context import Context
from quaywatch.checks.views import consignments, equipment, goods_items


@dataclass(frozen=True, slots=True)
class Views:
    """One frame per subject, rows in the order of the batch's frames."""

    consignments: pl.DataFrame
    goods_items: pl.DataFrame
    equipment: pl.DataFrame

    def of(self, subject: Subject) -> pl.DataFrame:
        """Return the frame that the checks on `subject` are evaluated over."""
        if subject is Subject.CONSIGNMENT:
            return self.consignments
        return self.goods_items if subject is Subject.GOODS_ITEM else self.equipment


def build(frames: Frames, context: Context) -> Views:
    """Derive the views of a batch whose consignments are numbered 0, 1, 2 … in their order."""
    asked_of = frames.consignments.select(asked_of=ASKED_OF.expr).to_series()
    goods = goods_items.view(frames.goods_items, asked_of)
    parents = consignments.view(frames.consignments.hstack([asked_of]), goods, frames.equipment)
    return Views(parents, goods, equipment.view(frames.equipment, parents, context))
