"""Why a sum came to nothing, as a code; pages say it in four languages."""

from enum import StrEnum


class Why(StrEnum):
    """What ended a sum without a model."""

    NOT_BEGUN = "not-begun"
    """Its last day to join went by."""
    ORIGIN_LEFT = "origin-left"
    """Who put it forward does not go on with it."""
    BEGUN_WITHOUT = "begun-without"
    """It was begun before this port had joined."""
    NOT_ALLOWED = "not-allowed"
    """When it was begun, or taken up again, the own rows, the policy or the agreements did not
    serve any more."""
    LEFT_OUT = "left-out"
    """This port gave nothing in time, and the others went on without it."""
    TOO_FEW = "too-few"
    """Ports gave nothing in time, and too few were left."""
    UNTRUE = "untrue"
    """What a port gave was not signed by it, or contradicts what it gave or agreed before."""
    UNFIT = "unfit"
    """The numbers could not be summed, or nothing can be learned from the sum."""
    RESTORED = "restored"
    """This port was restored from a backup while it ran."""
    LOST = "lost"
    """What this port needs to go on is not there, or cannot be opened."""
