"""Steps in the life of a profile, and where it stands between them."""

from enum import StrEnum


class ProfileEvent(StrEnum):
    """Kinds of event in the stream of a profile."""

    DRAFTED = "profile.drafted"
    """Written, or written anew: whatever was proven of an earlier text is void."""
    EXAMINED = "profile.examined"
    """Its own tests passed, and the linter found no error."""
    BACKTESTED = "profile.backtested"
    SHADOWED = "profile.shadowed"
    """From here on what meets it is noted; it counts for nothing yet."""
    PROPOSED = "profile.proposed"
    RETURNED = "profile.returned"
    """The second person did not approve."""
    APPROVED = "profile.approved"
    """It counts."""
    RETIREMENT_PROPOSED = "profile.retirement-proposed"
    RETIRED = "profile.retired"


class Stage(StrEnum):
    """How far the last text of a profile has come."""

    DRAFTED = "drafted"
    EXAMINED = "examined"
    BACKTESTED = "backtested"
    SHADOW = "shadow"
    PROPOSED = "proposed"
    LIVE = "live"
    RETIRED = "retired"


STAGES = {
    ProfileEvent.DRAFTED: Stage.DRAFTED,
    ProfileEvent.EXAMINED: Stage.EXAMINED,
    ProfileEvent.BACKTESTED: Stage.BACKTESTED,
    ProfileEvent.SHADOWED: Stage.SHADOW,
    ProfileEvent.PROPOSED: Stage.PROPOSED,
    ProfileEvent.RETURNED: Stage.DRAFTED,
    ProfileEvent.APPROVED: Stage.LIVE,
    ProfileEvent.RETIRED: Stage.RETIRED,
}
"""Where a profile stands after an event; a proposal to retire leaves it where it is."""
