import csv
from pathlib import Path

from quaywatch.scans.radiograph import Radiograph
from quaywatch.world.scanner.exporting import COLUMNS, export
from quaywatch.world.scanner.installation import Installation
from quaywatch.world.scanner.streaming import simulated


def test_what_scans_hide_lies_in_a_file_of_its_own(small: Installation, tmp_path: Path) -> None:
    def written(radiograph: Radiograph) -> bytes:
        return b"".join(band.pixels.tobytes() for band in radiograph.bands)

    scans = simulated(4, 3, small, threats=0.5)
    *files, hidden = export(scans, small, tmp_path / "scans", "raw", written)
    assert [path.name for path in files] == [f"scan-{n:05}.raw" for n in range(4)]
    assert all(path.stat().st_size > 100_000 for path in files)
    with hidden.open(encoding="utf-8") as file:
        rows = list(csv.DictReader(file))
    assert tuple(rows[0]) == COLUMNS
    assert {row["file"] for row in rows} == {path.name for path in files}
    for row in rows:
        assert (row["place"] != "") == (float(row["threat_kg"]) > 0)
        if row["first_line"]:
            assert int(row["first_line"]) <= int(row["last_line"])
