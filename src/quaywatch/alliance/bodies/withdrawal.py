"""The originator takes it back: whoever holds it deletes it and says so."""

import msgspec

from quaywatch.alliance.bodies.text import Name, Text


class Withdrawal(
    msgspec.Struct,
    frozen=True,
    kw_only=True,
    omit_defaults=True,
    tag_field="kind",
    tag="withdrawal",
):
    """In the place of what the notice said: nothing of that stays in it."""

    of: Name
    """Kind of what it was."""
    reason: Text = ""
    """Why; a note, which may name anything: empty for whoever may have no notes."""
