"""A range of time as Parquet, by day and kind."""

from datetime import UTC, datetime, timedelta

import polars as pl
import pytest

from quaywatch.ledger import Ledger
from tests.ledger.making import START, an_event

DAY = timedelta(days=1)
FIRST_DAY = datetime(2026, 3, 1, tzinfo=UTC)


@pytest.fixture
def three_days(ledger: Ledger) -> Ledger:
    """An event each six hours from 06:00 on, two kinds in turn."""
    kinds = ["filing.received", "box/held = yes"]
    ledger.append([an_event(n * 360, kind=kinds[n % 2], original=b"UNB") for n in range(10)])
    return ledger


def test_each_event_of_the_range_is_in_one_file(three_days: Ledger, tmp_path) -> None:
    files = three_days.export(FIRST_DAY, FIRST_DAY + 2 * DAY, tmp_path)
    assert [str(file.relative_to(tmp_path)) for file in files] == [
        "date=2026-03-01/kind=box%2Fheld%20%3D%20yes/000000000002.parquet",
        "date=2026-03-01/kind=filing.received/000000000001.parquet",
        "date=2026-03-02/kind=box%2Fheld%20%3D%20yes/000000000004.parquet",
        "date=2026-03-02/kind=filing.received/000000000005.parquet",
    ]
    rows = pl.read_parquet(tmp_path / "**/*.parquet", hive_partitioning=True).sort("position")
    events = three_days.read(limit=7)
    for name in ("position", "kind", "known_at", "key", "actor", "original_digest", "hash"):
        assert rows[name].to_list() == [getattr(event, name) for event in events]
    assert rows["payload"].str.json_decode(pl.Struct({"number": pl.Int64})).is_not_null().all()


def test_a_range_ends_before_its_last_instant(three_days: Ledger, tmp_path) -> None:
    files = three_days.export(START, START + timedelta(hours=6), tmp_path)
    assert pl.read_parquet(files)["position"].to_list() == [1]


def test_an_empty_range_writes_nothing(three_days: Ledger, tmp_path) -> None:
    assert three_days.export(FIRST_DAY - DAY, FIRST_DAY, tmp_path / "archive") == []
    assert list((tmp_path / "archive").iterdir()) == []


def test_ranges_one_after_the_other_make_one_archive(three_days: Ledger, tmp_path) -> None:
    for day in range(3):
        three_days.export(FIRST_DAY + day * DAY, FIRST_DAY + (day + 1) * DAY, tmp_path)
    assert pl.read_parquet(tmp_path / "**/*.parquet").height == 10


def test_a_day_already_in_the_archive_is_not_written_again(three_days: Ledger, tmp_path) -> None:
    archive = tmp_path / "archive"
    three_days.export(FIRST_DAY + DAY, FIRST_DAY + 2 * DAY, archive)
    with pytest.raises(FileExistsError, match="2026-03-02"):
        three_days.export(FIRST_DAY, FIRST_DAY + 3 * DAY, archive)
    assert [path.name for path in archive.iterdir()] == ["date=2026-03-02"]
