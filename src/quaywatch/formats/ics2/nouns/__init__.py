"""What an ICS2 message means, in the nouns of the trade.

The entry summary declaration has one data model at the trader interface and at the Common
Repository, with one set of element names; one mapping serves both. Nothing is corrected: values
stay as written, and what the nouns have no place for stays in the message's own tree.
"""

from quaywatch.formats.ics2.nouns.filing import Mapped, mapped

__all__ = ["Mapped", "mapped"]
