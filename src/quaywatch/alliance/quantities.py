"""Numbers and instants as they travel: none that a node could not keep or compare."""

from datetime import datetime
from typing import Annotated

import msgspec

Instant = Annotated[datetime, msgspec.Meta(tz=True)]
"""With its time zone: one without can be compared with none that has one."""
Version = Annotated[int, msgspec.Meta(ge=1, le=2**31 - 1)]
"""Of a thing, of a key or of a node's own history: every engine keeps it in 32 bits."""
Number = Annotated[int, msgspec.Meta(ge=1, le=2**63 - 1)]
"""Of what comes one after the other, without an end in sight."""
Count = Annotated[int, msgspec.Meta(ge=0, le=2**63 - 1)]
"""How many there are, or the number of the last: 0 for none."""
