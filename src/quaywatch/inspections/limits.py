"""What bounds the time to look at a box: closings of vessels, patience of reefers."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Annotated

import msgspec

Hours = Annotated[int, msgspec.Meta(ge=1, le=24 * 30)]
HsPrefix = Annotated[str, msgspec.Meta(pattern="^[0-9]{2,10}$")]
Locode = Annotated[str, msgspec.Meta(pattern="^([A-Z]{2}[A-Z2-9]{3})?$")]


class Closing(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long before a vessel leaves its terminal takes no more boxes for it.

    Where a message names the instant itself, that counts.
    """

    hours: Hours
    port: Locode = ""
    """UN/LOCODE of the port of loading; empty for all."""
    terminal: str = ""
    """As calls name it; empty for all of the port."""


class Patience(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """How long after its discharge a refrigerated container should be done with.

    It makes a look come sooner and lets no box off: once it is over, the pick-up counts alone.
    """

    hours: Hours
    goods: tuple[HsPrefix, ...] = ()
    """How the HS codes begin; empty for all."""
    from_c: float | None = None
    """Lowest set temperature, in degrees Celsius; one that is not declared suits no bound."""
    to_c: float | None = None

    def suits(self, hs_code: str, temperature_c: float | None) -> bool:
        """Say whether it is about containers with these goods at this temperature."""
        if self.goods and not hs_code.startswith(self.goods):
            return False
        if self.from_c is None and self.to_c is None:
            return True
        return temperature_c is not None and (
            (self.from_c is None or temperature_c >= self.from_c)
            and (self.to_c is None or temperature_c <= self.to_c)
        )


def closes_before(closings: Sequence[Closing], port: str, terminal: str) -> timedelta:
    """Return how long before departure a terminal closes: the nearest row says, without one 0."""
    fitting = [c for c in closings if c.port in ("", port) and c.terminal in ("", terminal)]
    nearest = max(fitting, key=lambda c: (bool(c.terminal), bool(c.port)), default=None)
    return timedelta(hours=nearest.hours) if nearest is not None else timedelta(0)


def patience_of(
    rows: Sequence[Patience], hs_code: str, temperature_c: float | None
) -> timedelta | None:
    """Return the patience of a refrigerated container: of the first row that suits it."""
    found = (row.hours for row in rows if row.suits(hs_code, temperature_c))
    hours = next(found, None)
    return None if hours is None else timedelta(hours=hours)
