"""A world in a folder: readable formats, marked as simulated, the truth apart."""

from pathlib import Path

import polars as pl
import pytest
from click.testing import CliRunner

from quaywatch.cli import main
from quaywatch.formats import read
from quaywatch.world import Config, World, simulate
from quaywatch.world.export import export


@pytest.fixture(scope="module")
def tiny() -> World:
    return simulate(Config(seed=8, months=1, scale=0.002))


@pytest.fixture(scope="module")
def folder(tiny: World, tmp_path_factory: pytest.TempPathFactory) -> Path:
    where = tmp_path_factory.mktemp("world")
    export(tiny, where)
    return where


@pytest.mark.parametrize("suffix", [".edi", ".jsonl", ".csv", ".parquet"])
def test_each_format_reads_back_whole(tiny: World, folder: Path, suffix: str) -> None:
    papers = tiny.month(0).frames.consignments
    parts = list(read(folder / f"filings-00{suffix}"))
    assert not any(part.quarantined for part in parts)
    known = [c for part in parts if part.filing for c in part.filing.consignments]
    assert {c.reference for c in known} == set(papers["reference"])


def test_the_truth_is_in_a_file_of_its_own(folder: Path) -> None:
    truth = pl.read_parquet(folder / "truth.parquet")
    assert "scheme" in truth.columns
    for path in folder.glob("filings-*"):
        content = path.read_bytes()
        assert b"hijacked" not in content
        assert b"rip_on" not in content


def test_the_folder_says_that_it_is_simulated(folder: Path) -> None:
    assert (folder / "README.txt").read_text(encoding="utf-8").startswith("SIMULATED")


def test_an_unknown_format_is_refused(tiny: World, tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="morse"):
        export(tiny, tmp_path, ["morse"])


def test_the_command_line_simulates_and_exports(tmp_path: Path) -> None:
    runner = CliRunner()
    shown = runner.invoke(main, ["world", "simulate", "--scale", "0.002"])
    assert shown.exit_code == 0, shown.output
    assert "simulated" in shown.output
    arguments = ["world", "export", str(tmp_path), "--scale", "0.001", "--format", "native"]
    written = runner.invoke(main, arguments)
    assert written.exit_code == 0, written.output
    assert (tmp_path / "filings-00.jsonl").exists()
    assert not (tmp_path / "filings-00.edi").exists()
    refused = runner.invoke(main, ["world", "simulate", "--port", "XXXXX"])
    assert refused.exit_code == 1
    assert "XXXXX" in refused.output
