"""Scorecards as CSV."""

import csv
import io
from collections.abc import Iterable, Sequence

from quaywatch.scorecards.card import Scorecard
from quaywatch.scorecards.dimension import Dimension

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cards(found: Iterable[Scorecard]) -> str:
    """Return one row a subject."""
    return table(("name", *_HEAD), ((_plain(card.name), *_row(card)) for card in found))


def table(head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """Return rows as CSV with a head, in UTF-8 with CRLF line ends (RFC 4180)."""
    out = io.StringIO()
    writer = csv.writer(out)
    writer.writerow(head)
    writer.writerows(rows)
    return out.getvalue()


def parts(whole: Scorecard, by: Iterable[tuple[str, str, Scorecard]]) -> str:
    """Return a subject whole and in parts, each with what it is a part by and its name."""
    rows = [("all", "", *_row(whole)), *((kind, _plain(n), *_row(c)) for kind, n, c in by)]
    return table(("by", "name", *_HEAD), rows)


_HEAD = (
    "consignments",
    "score",
    "low",
    "high",
    "percentile",
    "change",
    *(f"{dimension}{suffix}" for dimension in Dimension for suffix in ("", "_low", "_high")),
    *(f"{dimension}_{count}" for dimension in Dimension for count in ("right", "judged")),
)


def _row(card: Scorecard) -> list[object]:
    row: list[object] = [card.consignments, *map(_share, (card.score, card.low, card.high))]
    row.append("" if card.percentile is None else _share(card.percentile))
    row.append("" if card.trend is None else _share(card.trend.change))
    found = [card.measures.get(dimension) for dimension in Dimension]
    for measure in found:
        row += map(_share, (measure.value, measure.low, measure.high)) if measure else ["", "", ""]
    for measure in found:
        row += (measure.right, measure.judged) if measure else (0, 0)
    return row


def _share(value: float) -> str:
    return f"{value:.4f}"


def _plain(name: str) -> str:
    """Return a name that no spreadsheet takes for a formula."""
    return f"'{name}" if name.startswith(_FORMULA) else name
