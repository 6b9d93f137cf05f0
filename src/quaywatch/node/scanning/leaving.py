"""Radiographs that somebody takes along as a file."""

from datetime import datetime

from quaywatch.ledger.acts import Act
from quaywatch.node.scanning.gallery import Gallery
from quaywatch.node.scanning.verdicts import Verdicts
from quaywatch.scans.radiograph import Radiograph
from quaywatch.scans.verdicts import require_out_of_hand


def taken_along(
    scans: Gallery, verdicts: Verdicts, digest: str, *, actor: str, at: datetime
) -> Radiograph:
    """Return a radiograph for somebody to take along; the look is on the ledger before.

    Raises:
        UnknownDocument: there is none of these bytes.
        Refused: they have it in hand for a verdict.

    """
    require_out_of_hand(verdicts.of(digest), Act(actor=actor, at=at, seen=0))
    scans.look(digest, actor=actor)
    return scans.pixels(digest)
