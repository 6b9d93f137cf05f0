"""Why a day is drawn a further time: what has changed since it was frozen last, and where."""

from datetime import datetime
from enum import StrEnum
from typing import Any

import msgspec


class ChangeKind(StrEnum):
    """What can make a plan be made again; of several changes the first of these is named."""

    FIND = "find"
    """An inspection found something."""
    OUTAGE = "outage"
    """A resource does not work, or other hours than before."""
    RESTORED = "restored"
    """A resource works again."""
    FILING = "filing"
    """Somebody filed, corrected or cancelled, or a movement was reported."""
    ORDERS = "orders"
    """Officers ordered, put off or took back otherwise than planned."""
    RESULT = "result"
    """An inspection found nothing, or its outcome was corrected."""
    RULES = "rules"
    """Profiles, models or the calendar are not as before."""


class Again(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What a further draw says in public of why it is made; it names no box."""

    change: ChangeKind
    position: int
    """Of the change on the ledger; where there were several, of the first of its kind."""
    since: datetime
    """When the plan in force had been frozen: the node must have bound itself before."""
    terminals: tuple[str, ...]
    """What is planned again; other terminals keep their plan."""


class Begun(msgspec.Struct, frozen=True, kw_only=True):
    """What a further draw starts from, so that it can be made again; it stays in the house."""

    prices: tuple[dict[str, Any], ...]
    """Rows of the standing plan (`standing.PRICES`)…"""
    picks: tuple[dict[str, Any], ...]
    """…and whom it asks for and may be asked for no more or elsewhere (`standing.PICKS`)."""
    played: tuple[str, ...]
    """Boxes for which a lot of the day has fallen, sorted."""
    moved: dict[str, datetime] = {}
    """New hours of boxes that stay, and whose own is lost."""
