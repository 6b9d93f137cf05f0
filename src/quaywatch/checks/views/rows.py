"""The views of a few consignments, row by row: what `views.build` gives, without its fixed cost."""

from quaywatch.cargo import Frames, Subject
from quaywatch.cargo.terms import Row
from quaywatch.checks.completeness.elements import ASKED_OF
from quaywatch.checks.context import Context
from quaywatch.checks.views import consignments, equipment, goods_items


def rows(frames: Frames, context: Context) -> dict[Subject, list[Row]]:
    """Return the rows of each view, in the order of the batch's frames."""
    declared = [
        {**row, "asked_of": ASKED_OF.at(row)} for row in frames.consignments.iter_rows(named=True)
    ]
    goods = goods_items.completed(frames.goods_items.to_dicts(), declared)
    boxes = frames.equipment.to_dicts()
    parents: list[Row] = [
        consignments.completed(
            row,
            [item for item in goods if item["row"] == place],
            [box for box in boxes if box["row"] == place],
        )
        for place, row in enumerate(declared)
    ]
    return {
        Subject.CONSIGNMENT: parents,
        Subject.GOODS_ITEM: [*goods],
        Subject.EQUIPMENT: [*equipment.completed(boxes, parents, context)],
    }
