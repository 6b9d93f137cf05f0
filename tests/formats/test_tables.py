"""Tables of anybody's making."""

from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Literal

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from quaywatch.cargo import to_frames
from quaywatch.formats import Part, read
from quaywatch.formats.tables import (
    Mapping,
    MappingError,
    columnar,
    load,
    write_csv,
    write_parquet,
)
from quaywatch.formats.tables.child import Order
from tests.formats.making import codes, consignments, filing, problems, understood

ROWS = "bl_number,container,description,gross_weight\n"


def frames_of(parts: list[Part]) -> object:
    return to_frames((p.filing.header, c) for p in parts if p.filing for c in p.filing.consignments)


@pytest.mark.parametrize("kind", ["csv", "parquet"])
def test_what_is_written_is_read_back(tmp_path: Path, kind: str) -> None:
    made = filing(40)
    frames = to_frames((made.header, c) for c in made.consignments)
    file = tmp_path / f"table.{kind}"
    (write_csv if kind == "csv" else write_parquet)(frames, file)
    parts, _ = understood(file.read_bytes()) if kind == "csv" else (list(read(file)), None)
    assert b"".join(part.data for part in parts) == file.read_bytes()
    again = frames_of(parts)
    format_ = "filing_format"
    assert_frame_equal(again.consignments.drop(format_), frames.consignments.drop(format_))
    assert_frame_equal(again.goods_items, frames.goods_items)
    assert_frame_equal(again.equipment, frames.equipment)


def test_rows_of_one_bill_form_one_consignment() -> None:
    data = ROWS + "B1,TSTU1,COFFEE,10\nB1,TSTU2,TEA,20\nB2,TSTU3,RICE,\n"
    parts, (one, two) = understood(data.encode())
    assert [(g.sequence, g.description, g.equipment_numbers) for g in one.goods_items] == [
        (1, "COFFEE", ("TSTU1",)),
        (2, "TEA", ("TSTU2",)),
    ]
    assert [box.number for box in one.equipment] == ["TSTU1", "TSTU2"]
    assert two.goods_items[0].gross_mass_kg is None
    (span, _) = parts[0].spans
    assert data.encode()[slice(*span)] == b"B1,TSTU1,COFFEE,10\nB1,TSTU2,TEA,20\n"


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
def test_any_delimiter_and_encoding(delimiter: str, encoding: str) -> None:
    data = (ROWS + "B1,TSTU1,CAFÉ,1\n").replace(",", delimiter).encode(encoding)
    _, (found,) = understood(data)
    assert found.goods_items[0].description == "CAFÉ"


def test_a_declared_mapping_with_units_and_dates(tmp_path: Path) -> None:
    file = tmp_path / "mapping.toml"
    file.write_text(
        'dates = ["%d.%m.%Y"]\n[columns]\nreference = "Konnossement"\ngross_mass_kg = "Gewicht"\n'
        'departure_at = "Abfahrt"\n[units]\ngross_mass_kg = "t"\n'
    )
    data = b"Konnossement;Gewicht;Abfahrt\nB1;1,5;03.02.2026\n"
    (found,) = consignments(read(data, mapping=load(file)))
    assert found.goods_items[0].gross_mass_kg == 1500
    assert found.conveyance.departure_at == datetime(2026, 2, 3, tzinfo=UTC)


@pytest.mark.parametrize(
    "wrong",
    [
        {"columns": {"nonsense": "x"}},
        {"units": {"gross_mass_kg": "stone"}},
        {"units": {"reference": "kg"}},
    ],
)
def test_a_mapping_that_means_nothing_is_refused(wrong: dict[str, dict[str, str]]) -> None:
    with pytest.raises(MappingError):
        Mapping(**wrong)


@pytest.mark.parametrize(
    ("row", "code", "field"),
    [
        ("B9,TSTU9\n", "table.row-ragged", None),
        ("B9,TSTU9,X,1,2,3\n", "table.row-ragged", None),
        ("B9,TSTU9,X,heavy\n", "table.cell", "gross_mass_kg"),
        (",TSTU9,X,1\n", "table.cell", "reference"),
        ("B9,TS\0U9,X,1\n", "table.row-binary", None),
        ('B9,"TSTU9,X,1\n', "table.row", None),
    ],
)
def test_a_bad_row_goes_to_quarantine_alone(row: str, code: str, field: str | None) -> None:
    data = (ROWS + "B1,TSTU1,COFFEE,10\n" + row + "B2,TSTU2,TEA,20\n").encode()
    parts, found = understood(data)
    assert [c.reference for c in found] == ["B1", "B2"]
    (told,) = problems(parts)
    assert (told.code, told.field, told.segment) == (code, field, 3)
    assert told.offset == data.index(row.encode())
    assert [part.data for part in parts if part.quarantined] == [row.encode()]


def test_a_cell_may_hold_line_ends() -> None:
    _, (found,) = understood((ROWS + 'B1,TSTU1,"FROZEN\nSHRIMP, RAW",1\n').encode())
    assert found.goods_items[0].description == "FROZEN\nSHRIMP, RAW"


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (b",".join(b"c%d" % i for i in range(1_000_000)) + b"\n1,2\n", "table.header-too-long"),
        (b"reference" + b",c" * 200_000 + b"\n", "table.too-many-columns"),
        (b"colour,size\nred,4\n", "table.reference-missing"),
    ],
)
def test_a_table_that_is_none_is_quarantined_whole(data: bytes, code: str) -> None:
    parts, found = understood(data)
    assert found == []
    assert all(part.quarantined for part in parts)
    assert codes(parts) == {code}


def test_a_line_without_end_is_quarantined_in_bounded_pieces() -> None:
    data = (ROWS + "B1,TSTU1,COFFEE,1\n").encode() + b"x" * 8_000_000
    parts, found = understood(data)
    assert len(found) == 1
    assert max(len(part.data) for part in parts) < 3 << 20
    assert "table.row-too-long" in codes(parts)


def test_a_parquet_file_that_declares_more_than_it_can_hold_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "bomb.parquet"
    pl.DataFrame({"reference": pl.repeat("B1", 5_000_000, eager=True)}).write_parquet(file)
    parts = list(read(file))
    assert all(part.quarantined for part in parts)
    assert "5000000 rows" in problems(parts)[0].message
    assert b"".join(part.data for part in parts) == file.read_bytes()


@pytest.mark.parametrize(
    "footer", [b"", b"\xff\xff\xff\x7fPAR1", b"\x10\0\0\0PAR1", b"\0\xe4\x0b\x54PAR1"]
)
def test_a_broken_parquet_file_is_quarantined(footer: bytes) -> None:
    data = b"PAR1" + bytes(200) + footer
    parts = list(read(data))
    assert b"".join(part.data for part in parts) == data
    assert all(part.quarantined for part in parts)


def test_a_bad_row_of_a_parquet_file_is_named(tmp_path: Path) -> None:
    file = tmp_path / "table.parquet"
    frame = pl.DataFrame({"bl_number": ["B1", None, "B3"], "hs": [101, 102, 103]})
    frame.write_parquet(file)
    parts = list(read(file))
    assert [c.reference for c in consignments(parts)] == ["B1", "B3"]
    (told,) = problems(parts)
    assert (told.code, told.segment) == ("table.cell", 2)


def test_a_file_that_asks_for_more_memory_than_there_is_harms_nobody(tmp_path: Path) -> None:
    file = tmp_path / "bomb.arrow"
    pl.DataFrame({"bl_number": [None, *["B1"] * 799]}).write_ipc(file, compression="lz4")
    bits = (100).to_bytes(8, "little")  # how long the bits that tell of empty cells become
    sound = file.read_bytes()
    assert sound.count(bits) == 1
    data = sound.replace(bits, (1 << 60).to_bytes(8, "little"))
    parts = list(read(data))
    assert b"".join(part.data for part in parts) == data
    assert consignments(parts) == []
    assert codes(parts) == {"table.unreadable"}


def test_a_file_that_takes_more_time_than_a_table_may_is_given_up(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "slow.parquet"
    pl.DataFrame({"bl_number": [f"B{n}" for n in range(200_000)]}).write_parquet(file)
    monkeypatch.setattr(columnar, "Order", partial(Order, seconds=1))
    parts = list(read(file))
    assert b"".join(part.data for part in parts) == file.read_bytes()
    assert len(consignments(parts)) < 200_000
    assert parts[-1].quarantined
    assert codes(parts) == {"table.unreadable"}


@pytest.mark.parametrize("compression", ["zstd", "snappy"])
def test_a_page_that_unfolds_to_a_thousand_times_its_size_is_no_table(
    tmp_path: Path, compression: Literal["zstd", "snappy"]
) -> None:
    file = tmp_path / "bomb.parquet"
    cells = ["A" * 1_000_000 + str(n) for n in range(80)]
    frame = pl.DataFrame({"bl_number": ["B1"] * 80, "description": cells})
    frame.write_parquet(file, compression=compression, statistics=False)
    parts = list(read(file))
    assert consignments(parts) == []
    assert codes(parts) == {"table.rows-too-long"}


def test_a_moment_beyond_the_calendar_is_named(tmp_path: Path) -> None:
    file = tmp_path / "table.parquet"
    late = pl.Series("eta", [2**62], dtype=pl.Int64).cast(pl.Datetime("us"))
    pl.DataFrame([pl.Series("bl_number", ["B1"]), late]).write_parquet(file)
    assert codes(list(read(file))) == {"table.unreadable"}


def test_an_arrow_file_is_read(tmp_path: Path) -> None:
    file = tmp_path / "table.arrow"
    pl.DataFrame({"bl_number": ["B1"], "container": ["TSTU1"]}).write_ipc(file)
    (found,) = consignments(read(file))
    assert found.equipment[0].number == "TSTU1"
