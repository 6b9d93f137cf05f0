"""How the parties of many consignments stood, as a table."""

from collections.abc import Iterable, Sequence
from datetime import datetime

import polars as pl

from quaywatch.links.columns import framed, row
from quaywatch.links.mention import Mention
from quaywatch.links.network import Network


def standings(
    filings: Iterable[tuple[str, Sequence[Mention]]], finds: Iterable[tuple[str, datetime]] = ()
) -> pl.DataFrame:
    """Return how the parties of many consignments stood, one row a filing in the order given.

    `filings` are ids of consignments with their mentions, in the order in which they became known;
    `finds` are consignments that held something, with when that was known. A find counts for
    filings that became known later; one in a consignment not filed by then is left out. Raises
    ValueError where a filing comes before one that it follows.
    """
    network = Network()
    waiting = sorted(finds, key=lambda find: (find[1], find[0]), reverse=True)
    rows: list[tuple[float | None, ...]] = []
    for consignment, mentions in filings:
        while mentions and waiting and waiting[-1][1] < mentions[0].at:
            name, at = waiting.pop()
            if name in network.consignments:
                network.found(name, at)
        rows.append(row(network.observe(consignment, mentions)))
    return framed(rows)
