"""What the node puts on the ledger of the standard by itself."""

import msgspec

from quaywatch.risk.origins import Origin

ORIGINS = "norms.origins"
"""Standings of ports of loading were weighed: what is assessed from here on counts them so."""


class Weighed(msgspec.Struct, frozen=True, kw_only=True):
    """Payload of `ORIGINS`."""

    catalogue: str
    """Version by which the ports stand."""
    origins: tuple[Origin, ...]
    """Of ports of which something is known, by name; of others nothing counts."""
