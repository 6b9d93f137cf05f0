"""How what nobody signed may be used: never further than was agreed, nor than it says itself."""

from datetime import date, timedelta
from typing import Annotated

import msgspec

from quaywatch.alliance.handling import Purpose, Source, Tlp
from quaywatch.alliance.notice import Notice
from quaywatch.alliance.policy.categories import Category, categories, without_reason
from quaywatch.alliance.taxii.foreign import Terms
from quaywatch.alliance.taxii.posting import NotAllowed

KINDS = frozenset({"seizure", "indicator", "modus", "risk"})
"""What may be brought. A request would be answered, and a sighting or feedback would move the worth
of what others signed: those count for nothing without their originator's signature."""
_SERVER = r"^(https://[^\s]+|http://(127\.0\.0\.1|localhost)(:[0-9]+)?/[^\s]*)?$"


class Brings(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """What an authority may bring without a signature, and how that is held."""

    categories: Annotated[frozenset[Category], msgspec.Meta(min_length=1)]
    """Sorts of data that it may bring."""
    purposes: Annotated[frozenset[Purpose], msgspec.Meta(min_length=1)]
    legal_basis: Annotated[str, msgspec.Meta(min_length=1, max_length=200)]
    keep_days: Annotated[int, msgspec.Meta(ge=1, le=3660)]
    """After so many days it is deleted at the latest."""
    tlp: Tlp = Tlp.AMBER_STRICT
    """Of what bears no marking."""
    collection: Annotated[str, msgspec.Meta(pattern=_SERVER, max_length=300)] = ""
    """URL of a collection of its own TAXII server that this node reads; empty for none."""

    def terms(self, node: str) -> Terms:
        """Return them for what bears no handling of its own."""
        return Terms(
            origin=node,
            purposes=self.purposes,
            legal_basis=self.legal_basis,
            keep_days=self.keep_days,
            tlp=self.tlp,
        )


def bound(notice: Notice, brings: Brings, today: date) -> Notice:
    """Return a notice as it may be held: what it says of itself counts where it is stricter.

    How good its source is nobody vouches for. Raises NotAllowed.
    """
    if notice.kind not in KINDS:
        raise NotAllowed(f"kind: nothing proves who wrote it, and a {notice.kind} needs that")
    if notice.withdrawn:
        return notice
    notice = without_reason(notice, brings.categories)
    more = categories(notice) - brings.categories
    if more:
        raise NotAllowed(f"categories: the agreement does not cover {', '.join(sorted(more))}")
    handling = notice.handling
    purposes = handling.purposes & brings.purposes
    if not purposes:
        raise NotAllowed("purposes: it is given for none that the agreement covers")
    return msgspec.structs.replace(
        notice,
        source=Source(),
        handling=msgspec.structs.replace(
            handling,
            purposes=purposes,
            onward=False,
            retain_until=min(handling.retain_until, today + timedelta(days=brings.keep_days)),
        ),
    )
