"""Small days at small ports."""

from datetime import UTC, datetime, timedelta

import polars as pl
from hypothesis import strategies as st

from quaywatch.cargo.columns import INSTANT

START = datetime(2026, 6, 1, tzinfo=UTC)

CANDIDATES = {
    "box_id": pl.String(),
    "probability": pl.Float64(),
    "terminal": pl.String(),
    "available_at": INSTANT,
    "deadline_at": INSTANT,
    "stratum": pl.String(),
}


def hour(count: float) -> datetime:
    return START + timedelta(hours=count)


def candidates(
    rows: list[tuple[float, str, datetime | None, datetime | None, str]],
) -> pl.DataFrame:
    """Boxes b00, b01 … from (probability, terminal, available_at, deadline_at, stratum)."""
    named = [(f"b{i:02}", *row) for i, row in enumerate(rows)]
    return pl.DataFrame(named, schema=CANDIDATES, orient="row")


def slots(rows: list[tuple[str, str, datetime, int]]) -> pl.DataFrame:
    columns = {
        "terminal": pl.String(),
        "kind": pl.String(),
        "slot_at": INSTANT,
        "slots": pl.Int64(),
    }
    return pl.DataFrame(rows, schema=columns, orient="row")


@st.composite
def days(draw: st.DrawFn, boxes: int = 7, hours: int = 5) -> tuple[pl.DataFrame, pl.DataFrame]:
    """A crowded day at up to two terminals: short and long windows, closed hours, idle slots."""
    terminals = ["K1", "K2"][: draw(st.integers(1, 2))]
    capacity = slots(
        [
            (terminal, kind, hour(h), draw(st.sampled_from(counts)))
            for terminal in terminals
            for h in range(hours)
            for kind, counts in (("open", [0, 0, 1]), ("scan", [1, 1, 0, 2]))
        ]
    )
    return candidates(
        draw(st.lists(_boxes(terminals, hours), min_size=2, max_size=boxes))
    ), capacity


@st.composite
def _boxes(
    draw: st.DrawFn, terminals: list[str], hours: int
) -> tuple[float, str, datetime | None, datetime | None, str]:
    available = draw(st.sampled_from([0, 0, *range(-1, hours), 0.5, None]))
    length = draw(st.sampled_from([1, 1, 2, 3, hours, 0.5, None]))
    return (
        draw(st.integers(0, 100)) / 100,
        draw(st.sampled_from(terminals)),
        None if available is None else hour(available),
        None if length is None else hour((available or 0) + length),
        draw(st.sampled_from("xyz")),
    )
