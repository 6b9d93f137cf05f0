"""A radiograph that a partner may fetch."""

import msgspec

from quaywatch.alliance.bodies.text import Digest, Location, Name
from quaywatch.alliance.quantities import Count, Instant
from quaywatch.cargo.identifiers import container_number


class ScanImage(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="image"
):
    """What there is to fetch; the bytes come apart, after policy allowed it once more."""

    container: Name
    taken_at: Instant
    at: Location
    format: Name
    size: Count
    """Bytes."""
    digest: Digest
    """Of the whole file."""
    chunks: tuple[Digest, ...] = ()
    """Of its pieces, in order."""

    @property
    def number(self) -> str:
        """Container number, as canonical as it can be made."""
        read = container_number.parse(self.container)
        return read.canonical or read.written
