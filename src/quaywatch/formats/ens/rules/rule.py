"""One rule as declared."""

from typing import Literal

import msgspec

Edition = Literal["old", "new"]
"""Which edition of the schema and the rules: `new` dropped a few demands of `old`."""
LANGUAGES = ("en", "fr", "nl", "es")


class Rule(msgspec.Struct, frozen=True, kw_only=True):
    """What must hold at each element in one place of a declaration."""

    code: str
    """Error code that a breach is answered with."""
    at: str
    """Path of the elements at which it must hold; empty for the declaration itself."""
    require: str
    """The condition, in the notation of `translate`, words already put in."""
    text: dict[str, str]
    """What it demands, by language."""
    source: str = ""
    """Condition or rule of the functional specification that it carries out, such as `C501`."""
    edition: str = ""
    """The edition it is in; empty for both."""
