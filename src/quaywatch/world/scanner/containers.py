"""An empty container of any type that is simulated."""

from dataclasses import replace

from quaywatch.world.scanner.boxes import box
from quaywatch.world.scanner.building import Builder
from quaywatch.world.scanner.dry_van import dry_van
from quaywatch.world.scanner.makes import Make, met
from quaywatch.world.scanner.reefer import reefer
from quaywatch.world.scanner.scene import Box
from quaywatch.world.scanner.wear import worn
from quaywatch.world.streams import stream


def container(builder: Builder, size_type: str, seed: int, make: Make | None = None) -> Box:
    """Add an empty container and return its measures; raise `ValueError` for an unknown type.

    Its maker, unless given, and its wear are those of the seed.
    """
    measures = replace(box(size_type), make=make or met(seed))
    rng = stream(seed, "wear")
    if measures.reefer:
        reefer(builder, measures)
    else:
        dry_van(builder, measures, rng)
    worn(builder, measures, rng)
    return measures
