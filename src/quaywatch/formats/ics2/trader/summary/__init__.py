"""Entry summary declarations composed from the nouns: what a filer sends (IE3F10 to IE3F17)."""

from quaywatch.formats.ics2.trader.summary.filing import entry_summary
from quaywatch.formats.ics2.trader.summary.particulars import Particulars

__all__ = ["Particulars", "entry_summary"]
