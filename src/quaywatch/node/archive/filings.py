"""Events of filings, as exported, laid out one row a consignment."""

import msgspec
import polars as pl

from quaywatch.cargo import Consignment, Filing, FilingHeader, to_frames
from quaywatch.cargo.nested import NESTED_SCHEMA, nested
from quaywatch.story.filings.filed import CONSIGNEE_PARTS

FILED_SCHEMA: dict[str, pl.DataType] = {
    "filing": pl.Int64(),
    "at": pl.Int64(),
    **NESTED_SCHEMA,
}
"""The number of the filing (see `PLACES`), when it became known (microseconds since 1970), and
what it declares."""

PLACES = 1 << 20
"""A filing's number is its event's position times this, plus its place in the message."""

FILED = msgspec.json.Decoder(Filing)
"""Reads the payload of a filing's event."""


def filed(events: pl.DataFrame) -> pl.DataFrame:
    """Return what events of filings declare (`FILED_SCHEMA`), in their order.

    `events` has `position`, `known_at` and `payload` as the export has them. Additions to another's
    bill are no filings of their own and are left out. Raises ValueError for a message of more than
    `PLACES` consignments.
    """
    numbers: list[int] = []
    instants: list[int] = []
    said: list[tuple[FilingHeader, Consignment]] = []
    known = events["known_at"].dt.timestamp("us")
    for position, at, payload in zip(events["position"], known, events["payload"], strict=True):
        filing = FILED.decode(payload)
        if filing.header.filing_type in CONSIGNEE_PARTS:
            continue
        if len(filing.consignments) > PLACES:
            raise ValueError(f"the message at {position} has more than {PLACES} consignments")
        numbers += range(position * PLACES, position * PLACES + len(filing.consignments))
        instants += [at] * len(filing.consignments)
        said += [(filing.header, consignment) for consignment in filing.consignments]
    rows = nested(to_frames(said))
    return rows.with_columns(
        pl.Series("filing", numbers, dtype=pl.Int64), pl.Series("at", instants, dtype=pl.Int64)
    ).select(*FILED_SCHEMA)
