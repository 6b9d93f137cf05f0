"""What a letter holds, before it takes a form: every text in the language of its reader."""

import msgspec


class Table(msgspec.Struct, frozen=True, kw_only=True):
    """Rows of cells under a head; all but the first column are figures."""

    title: str
    head: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    none: str
    """Said in place of no rows."""


class Passage(msgspec.Struct, frozen=True, kw_only=True):
    """A heading and sentences under it."""

    heading: str
    sentences: tuple[str, ...]


class Letter(msgspec.Struct, frozen=True, kw_only=True):
    """One letter or report."""

    language: str
    authority: str
    title: str
    simulated: str
    """The mark of a simulated world; empty in the real one."""
    opening: tuple[str, ...]
    chart: str = ""
    """SVG; empty for a letter without one."""
    chart_says: str = ""
    """What the chart shows, for who cannot see it."""
    tables: tuple[Table, ...]
    examples_title: str = ""
    examples: tuple[Passage, ...] = ()
    method: str
