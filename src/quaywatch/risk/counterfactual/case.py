"""A consignment as it is or might have been, and one fact that might be otherwise."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

import msgspec

from quaywatch.cargo import Consignment, FilingHeader, Party, PartyRole


class Change(msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True):
    """One fact that an officer can verify, as it would have to be."""

    code: str
    """What kind of fact: see `wording.SAID`."""
    values: dict[str, str] = {}
    """What the text names: a role, a field, a place."""
    fields: tuple[str, ...] = ()
    """The declared fields that it is about."""


@dataclass(frozen=True, slots=True)
class Case:
    """A consignment with what is known beside it that an alternative may change."""

    header: FilingHeader
    consignment: Consignment
    told: Mapping[str, str] = field(default_factory=dict[str, str])
    """What the stories of its boxes contradict themselves in: codes with what was said."""
    past: Mapping[str, float] = field(default_factory=dict[str, float])
    """Features of the past that are taken to be otherwise than the past says."""

    def with_consignment(self, **changes: object) -> "Case":
        """Return the case with parts of its consignment replaced."""
        return replace(self, consignment=msgspec.structs.replace(self.consignment, **changes))

    def with_party(self, role: PartyRole, **changes: object) -> "Case":
        """Return the case with the first party of a role changed, or added where there is none."""
        parties, first = self.consignment.parties, self.consignment.party(role)
        if first is None:
            return self.with_consignment(
                parties=(*parties, msgspec.structs.replace(Party(role=role), **changes))
            )
        changed = msgspec.structs.replace(first, **changes)
        return self.with_consignment(
            parties=tuple(changed if party is first else party for party in parties)
        )


@dataclass(frozen=True, slots=True)
class Alternative:
    """A change, and how to make it."""

    change: Change
    make: Callable[[Case], Case]

    @property
    def touches(self) -> frozenset[str]:
        """What two alternatives may not both change."""
        return frozenset(self.change.fields)
