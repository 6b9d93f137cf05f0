"""Public beacons: values that nobody can foresee and everybody can look up afterwards.

The value comes in as data. Whether it is the beacon's own is for the verifier to compare with the
public record: its signature (BLS over BLS12-381) is not checked here.
"""

from datetime import UTC, datetime, timedelta
from typing import Literal

import msgspec

Source = Literal["drand", "nist"]
"""drand's quicknet (a round every 3 s) or the NIST Randomness Beacon 2.0 (a pulse a minute)."""


class Beacon(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """One round of a public beacon, named before it is out."""

    source: Source
    round: str
    """Its number (drand), or its instant in milliseconds since 1970 (NIST)."""
    at: datetime
    """When its value comes out."""

    @property
    def record(self) -> str:
        """Where the public record of its value is."""
        return _RECORDS[self.source] + self.round


_QUICKNET = "52db9ba70e0cc0f6eaf7803dd07447a1f5477735fd3f661792ba94600c84e971"
_GENESIS = datetime(2023, 8, 23, 15, 9, 27, tzinfo=UTC)
_PERIOD = timedelta(seconds=3)
_MINUTE = timedelta(minutes=1)
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_RECORDS: dict[Source, str] = {
    "drand": f"https://api.drand.sh/{_QUICKNET}/public/",
    "nist": "https://beacon.nist.gov/beacon/2.0/pulse/time/",
}
SOURCES = tuple(_RECORDS)


def round_at(source: Source, at: datetime) -> Beacon:
    """The first round of a beacon that comes out at or after an instant."""
    if source == "drand":
        number = max(-(-(at - _GENESIS) // _PERIOD), 0)
        return Beacon(source=source, round=str(number + 1), at=_GENESIS + number * _PERIOD)
    minutes = -(-(at - _EPOCH) // _MINUTE)
    return Beacon(source=source, round=str(minutes * 60_000), at=_EPOCH + minutes * _MINUTE)
