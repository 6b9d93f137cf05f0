"""A party as one document names it, and when."""

from datetime import datetime

import msgspec

from quaywatch.cargo import Party


class Mention(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, gc=False):
    """One party of one document, with what the document says of its dealings."""

    id: str
    """Stable name of the mention, such as `consignment#role`; the same id is the same mention."""
    party: Party
    at: datetime
    """When the document became known."""
    counterparts: tuple[str, ...] = ()
    """Names of those it deals with in the document."""
    goods: tuple[str, ...] = ()
    """What it deals in: HS headings."""
