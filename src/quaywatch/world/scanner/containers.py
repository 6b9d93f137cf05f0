"""An empty container of any type that is simulated."""

from quaywatch.world.scanner.boxes import box
from quaywatch.world.scanner.building import Builder
from quaywatch.world.scanner.dry_van import dry_van
from quaywatch.world.scanner.reefer import reefer
from quaywatch.world.scanner.scene import Box


def container(builder: Builder, size_type: str) -> Box:
    """Add an empty container and return its measures; raise `ValueError` for an unknown type."""
    measures = box(size_type)
    (reefer if measures.reefer else dry_van)(builder, measures)
    return measures
