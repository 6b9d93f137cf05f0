"""What became of it: every warning is answered by one."""

from enum import StrEnum

import msgspec

from quaywatch.alliance.bodies.text import Amount, Reference, Text


class Verdict(StrEnum):
    """What the recipient found."""

    FOUND = "found"
    IRREGULARITY = "irregularity"
    NOTHING = "nothing"
    """Looked at, and there was nothing."""
    FALSE = "false"
    """It is wrong: another party, a container that there is not."""
    NOT_LOOKED = "not_looked"


class Feedback(
    msgspec.Struct, frozen=True, kw_only=True, omit_defaults=True, tag_field="kind", tag="feedback"
):
    """One recipient's answer to a notice."""

    of: Reference
    verdict: Verdict
    mass_kg: Amount | None = None
    note: Text = ""
