"""What one picture may cost."""

from collections.abc import Sequence

from quaywatch.scans.readers.result import refused

LARGEST_SCAN = 1 << 28
"""Of a file: more than the largest picture takes without compression."""
MOST_PIXELS = 100_000_000
"""Over all bands: a scan of 10,000 lines x 1,500 rows at two energies has 30 million."""
MOST_BANDS = 4
MOST_SIDE = 65_535
SHORTEST_SIDE = 8
"""Smaller pictures are stamps that nothing can be seen in."""


def check_shape(height: int, width: int, bands: int) -> None:
    """Refuse a picture before its pixels are asked for; raises RefusedError."""
    if not 1 <= bands <= MOST_BANDS:
        raise refused("bands", f"{bands} bands; 1 to {MOST_BANDS} can be read")
    if min(height, width) < SHORTEST_SIDE:
        raise refused("too-small", f"{width} x {height} pixels show nothing")
    if max(height, width) > MOST_SIDE or height * width * bands > MOST_PIXELS:
        raise refused(
            "too-large", f"{width} x {height} x {bands} pixels; at most {MOST_PIXELS:,} are read"
        )


def check_agree(shapes: Sequence[tuple[int, ...]]) -> None:
    """Refuse bands of several shapes; raises RefusedError."""
    if len(set(shapes)) > 1:
        told = ", ".join(" x ".join(map(str, shape)) for shape in shapes)
        raise refused("bands-differ", f"the pictures of one scan have one shape, not {told}")
