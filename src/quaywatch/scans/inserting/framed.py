"""The frame of a container, as the standard picture found it."""

from quaywatch.scans.inserting.frame import Frame
from quaywatch.scans.standard import GRID, UNDERSIDE, Standard


def framed(standard: Standard, *, reefer: bool) -> Frame:
    """Return where a container stands in its picture."""
    lines, rows = standard.lines.edges, standard.rows.edges
    top = min(UNDERSIDE + round(standard.height / GRID), len(rows) - 1)
    return Frame(
        region=standard.region(0, len(lines) - 1, UNDERSIDE, top),
        doors_first=bool(lines[0] < lines[-1]),
        length=standard.length,
        height=standard.height,
        reefer=reefer,
    )
