"""What the folds take from consignments, as arrays, before keys and measures are made of it."""

from typing import Any, NamedTuple


class Said(NamedTuple):
    """Arrays over consignments, but for the last three, which are over their goods items."""

    received_at: Any | None
    """Microseconds since 1970; None where one consignment does not say it."""
    original: Any
    """Whether the filing is neither an amendment nor a cancellation."""
    digests: Any
    """int64 [text, consignment], in the order of `keys.COLUMNS`."""
    rows: Any
    """The consignment of each item."""
    masses: Any
    """Kilograms; not a number for none."""
    counts: Any
    """Packages; not a number for none."""
