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
def days(draw: st.DrawFn, boxes: int = 7, hours: int = 4) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Candidates and slots of a day at up to two terminals, windows of any kind among them."""
    terminals = ["K1", "K2"][: draw(st.integers(1, 2))]
    open_hours = draw(st.lists(st.integers(0, 2 * hours), min_size=1, max_size=hours, unique=True))
    capacity = slots(
        [
            (terminal, kind, hour(h), count)
            for terminal in terminals
            for h in sorted(open_hours)
            for kind, count in (
                ("open", draw(st.integers(0, 1))),
                ("scan", draw(st.integers(0, 2))),
            )
        ]
    )
    at = st.one_of(st.none(), st.integers(-4, 2 * hours + 2))
    rows = draw(
        st.lists(
            st.tuples(
                st.integers(0, 100).map(lambda n: n / 100),
                st.sampled_from(terminals),
                at,
                at,
                st.sampled_from("xyz"),
            ),
            max_size=boxes,
        )
    )
    moments = [
        (p, t, None if a is None else hour(a), None if d is None else hour(d / 2), s)
        for p, t, a, d, s in rows
    ]
    return candidates(moments), capacity
