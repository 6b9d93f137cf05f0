"""What reading an event comes to."""

import msgspec

from quaywatch.alliance.notice import Notice
from quaywatch.alliance.taxii.posting import Read


class Imported(msgspec.Struct, frozen=True, kw_only=True):
    """What an event said, and what of it was not read."""

    reads: list[Read]
    """What says something that a node can look out for, or should and does not."""
    lost: tuple[str, ...]

    @property
    def notices(self) -> list[Notice]:
        """What was read as a notice."""
        return [one.notice for one in self.reads if one.notice is not None]
