"""Names on watch lists that are also met when written only almost so."""

import polars as pl

from quaywatch import links


class AlikeNames:
    """Entries of parties with the likeness that each asks for."""

    def __init__(self, entries: pl.DataFrame) -> None:
        """Take `value`, `code`, `weight`, `expires` and `alike` of one entry or more."""
        self._entries = entries
        self._names = links.Names(entries["value"].to_list())
        self._asked: list[float] = entries["alike"].to_list()
        self._least = min(self._asked)

    def met(self, values: pl.Series) -> pl.DataFrame:
        """Return `value`, `code`, `weight` and `expires` of the entries that each value is like."""
        places: list[int] = []
        written: list[str] = []
        for value in values.to_list():
            for alike in self._names.find(value, self._least):
                if alike.likeness >= self._asked[alike.place]:
                    places.append(alike.place)
                    written.append(value)
        met = self._entries[pl.Series(places, dtype=pl.UInt32)]
        return met.with_columns(value=pl.Series(written, dtype=pl.String))
