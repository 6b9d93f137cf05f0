"""Who may file under which name."""

from collections.abc import Collection, Iterable, Iterator

import msgspec

from quaywatch.cargo import Problem
from quaywatch.formats import Part


def under_own_name(parts: Iterable[Part], identifiers: Collection[str]) -> Iterator[Part]:
    """Quarantine what bears the name of a sender for whom the actor may not file.

    Such a message may be honest (a new agent) or not (somebody amends a rival's bill): a person
    looks before it counts.
    """
    for part in parts:
        claimed = part.filing.header.sender if part.filing is not None else ""
        if not claimed or claimed in identifiers:
            yield part
            continue
        problem = Problem(
            code="sender.foreign",
            message=f"the message says it is from {claimed!r}, for whom its sender may not file",
            offset=part.offset,
            field="filing.sender",
        )
        yield msgspec.structs.replace(
            part,
            # Columnar files keep their bytes elsewhere: what was understood is kept in their place.
            data=part.data or msgspec.json.encode(part.filing),
            filing=None,
            spans=(),
            problems=(problem, *part.problems),
            quarantined=True,
        )
