"""One word on one bill: what one message says of one consignment."""

from datetime import datetime

import msgspec

from quaywatch.cargo import Consignment, FilingFunction, FilingHeader

CONSIGNEE_PARTS = frozenset({"F16", "F17"})
"""Filings that add what only consignee, buyer or seller knows to another's house bill
(UCC-DA, Annex B)."""


class Filed(msgspec.Struct, frozen=True, kw_only=True):
    """A consignment under the header it came with, at its place in the ledger."""

    position: int
    known_at: datetime | None
    header: FilingHeader
    consignment: Consignment

    @property
    def adds(self) -> bool:
        """Whether it completes another's filing and does not replace it."""
        return self.header.filing_type in CONSIGNEE_PARTS

    @property
    def cancels(self) -> bool:
        """Whether it ends what was filed before."""
        return self.header.function is FilingFunction.CANCELLATION
