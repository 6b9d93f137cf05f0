"""What one version of the catalogue changed of another, requirement by requirement."""

from enum import StrEnum

import msgspec

from quaywatch.norms.catalogue import Catalogue
from quaywatch.norms.requirement import Requirement


class Change(StrEnum):
    """What happened to a requirement."""

    ADDED = "added"
    REMOVED = "removed"
    REWORDED = "reworded"
    """It asks in other words; what was assessed still counts once somebody has looked at it."""
    CHANGED = "changed"
    """It asks for something else: level, metric, threshold, evidence or measure."""


class Changed(msgspec.Struct, frozen=True, kw_only=True):
    """One requirement that differs."""

    id: str
    change: Change
    fields: tuple[str, ...] = ()
    """Which of its fields differ."""


_WORDS = frozenset({"statement", "source", "source_check"})


def changes(old: Catalogue, new: Catalogue) -> tuple[Changed, ...]:
    """Return what differs, in the order of the new version, what it dropped at the end."""
    found: list[Changed] = []
    for one in new.requirements:
        before = old.get(one.id)
        if before is None:
            found.append(Changed(id=one.id, change=Change.ADDED))
        elif fields := _differing(before, one):
            change = Change.REWORDED if set(fields) <= _WORDS else Change.CHANGED
            found.append(Changed(id=one.id, change=change, fields=fields))
    gone = (one.id for one in old.requirements if new.get(one.id) is None)
    return (*found, *(Changed(id=name, change=Change.REMOVED) for name in gone))


def _differing(old: Requirement, new: Requirement) -> tuple[str, ...]:
    return tuple(
        name for name in Requirement.__struct_fields__ if getattr(old, name) != getattr(new, name)
    )
