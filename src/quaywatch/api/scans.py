"""Radiographs as the page gets them, without their pixels."""

from quaywatch.api.scan_shapes import DoubtShape, ScanShape
from quaywatch.node.scanning import Scan


def scan_shape(one: Scan) -> ScanShape:
    """Return a radiograph with what is told of it."""
    taken, told = one.taken, one.taken.particulars
    fan, distance = told.fan, told.load_distance
    height = fan.row_height(distance) if fan and distance else None
    return ScanShape(
        digest=taken.digest,
        equipment_number=taken.container,
        at=one.at,
        taken_at=told.taken_at,
        kept_at=one.kept_at,
        origin=taken.origin,
        scanner=told.scanner,
        site=told.site,
        format=taken.format,
        scale=taken.scale.value,
        energies=[energy.value for energy in told.energies],
        endpoints_mev=list(told.endpoints_mev),
        leading=told.leading.value if told.leading else None,
        width=taken.lines,
        height=taken.rows,
        line_spacing_mm=fan.line_spacing * 1000 if fan else None,
        row_height_mm=height * 1000 if height else None,
        doubts=[DoubtShape(code=each.code, message=each.message) for each in taken.problems],
    )
