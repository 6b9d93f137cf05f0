"""Writing native JSON lines."""

from collections.abc import Iterable

import msgspec

from quaywatch.cargo.filing import Filing


def write(filings: Iterable[Filing]) -> bytes:
    """Return one line of JSON a filing; reading it back gives equal filings."""
    return b"".join(msgspec.json.encode(filing) + b"\n" for filing in filings)
