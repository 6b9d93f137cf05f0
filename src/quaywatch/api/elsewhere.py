"""Partners' scans as the page gets them."""

from quaywatch.api.alliance import handling
from quaywatch.api.elsewhere_shapes import AlliedScanShape
from quaywatch.api.scan_shapes import DoubtShape
from quaywatch.api.scans import scan_shape
from quaywatch.node.allied.elsewhere.told import Told


def allied_scan_shape(one: Told) -> AlliedScanShape:
    """Return a partner's scan as the dossier tells of it."""
    return AlliedScanShape(
        name=one.name,
        origin=one.notice.origin,
        taken_at=one.image.taken_at,
        site=one.image.at,
        format=one.image.format,
        size=one.image.size,
        handling=handling(one.notice.handling),
        state=one.state.value,
        why=one.why,
        problems=[DoubtShape(code=each.code, message=each.message) for each in one.problems],
        scan=scan_shape(one.scan) if one.scan else None,
    )
