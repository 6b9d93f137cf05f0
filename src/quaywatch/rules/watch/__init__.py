"""Watch lists: containers, parties, telephones, addresses, seals and vessels to look out for."""

from quaywatch.rules.watch.entry import Entry, Target, WatchList
from quaywatch.rules.watch.match import Watch

__all__ = ["Entry", "Target", "Watch", "WatchList"]
