"""Scans leave as files of open formats, whatever format they came in."""

from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from quaywatch.cli import main
from quaywatch.cli.demonstration.people import add_people
from quaywatch.node import Description, Node
from quaywatch.node.facts import SCAN_SEEN
from quaywatch.scans import writers
from quaywatch.scans.radiograph import Energy
from quaywatch.scans.readers import read
from tests.scans.pictures import dicom, grey, radiograph


def _run(*words: object) -> Result:
    return CliRunner().invoke(main, ["scans", *map(str, words)])


@pytest.mark.parametrize("ending", [".tif", ".h5"])
def test_a_scan_of_any_format_is_written_as_an_open_one_without_loss(
    tmp_path: Path, ending: str
) -> None:
    source, target = tmp_path / "scan.dcs", tmp_path / f"scan{ending}"
    source.write_bytes(dicom(grey(1), grey(2, high=100), PatientID="TSTU0000014"))
    assert _run("convert", source, target).exit_code == 0
    before, after = (read(one.read_bytes()).radiograph for one in (source, target))
    assert before is not None
    assert after is not None
    assert after.particulars == before.particulars
    for was, now in zip(before.bands, after.bands, strict=True):
        assert was.energy is now.energy
        assert np.array_equal(was.pixels, now.pixels)


def test_a_png_shows_the_energy_that_is_asked_for(tmp_path: Path) -> None:
    source, target = tmp_path / "scan.tif", tmp_path / "scan.png"
    source.write_bytes(writers.tiff(radiograph()))
    for asked, shown in (((), Energy.HIGH), (("--energy", "low"), Energy.LOW)):
        assert _run("convert", source, target, *asked).exit_code == 0
        got = read(target.read_bytes()).radiograph
        assert got is not None
        assert [band.energy for band in got.bands] == [shown]
    refused = _run("convert", source, target, "--energy", "red")
    assert refused.exit_code == 1
    assert "it has high, low" in refused.output


def test_what_cannot_be_read_or_written_is_said_and_nothing_is_written(tmp_path: Path) -> None:
    wrong, target = tmp_path / "scan.xyz", tmp_path / "scan.tif"
    wrong.write_bytes(b"nothing")
    refused = _run("convert", wrong, target)
    assert refused.exit_code == 1
    assert "scan.unknown" in refused.output
    source = tmp_path / "scan.png"
    source.write_bytes(writers.picture(radiograph(), Energy.HIGH))
    assert "must end in one of" in _run("convert", source, tmp_path / "scan.bmp").output
    nowhere = _run("convert", source, tmp_path / "nowhere" / "scan.tif")
    assert nowhere.exit_code == 1
    assert "No such file or directory" in nowhere.output
    assert not target.exists()


def test_a_scan_of_a_node_is_written_for_whoever_may_see_it_and_the_look_is_on_record(
    tmp_path: Path,
) -> None:
    where, target = tmp_path / "node.sqlite", tmp_path / "scan.h5"
    with Node.open(where) as node:
        node.describe(Description(name="Antwerp", simulated=True))
        add_people(node)
        sent = writers.tiff(radiograph())
        digest = node.scans.take(sent, actor="scanner").scan.taken.digest
    acting = ("export", "--node", where, "--as", "analyst", "--password", "analyst-demo")
    assert _run(*acting, digest, tmp_path / "scan.bmp").exit_code == 2
    done = _run(*acting, digest, target)
    assert done.exit_code == 0, done.output
    got, was = read(target.read_bytes()).radiograph, read(sent).radiograph
    assert got is not None
    assert was is not None
    assert np.array_equal(got.bands[0].pixels, was.bands[0].pixels)
    with Node.open(where) as node:
        looks = [one for one in node.ledger.read() if one.kind == SCAN_SEEN]
        assert [one.actor for one in looks] == ["analyst"], "nothing was seen of what was refused"
        node.verdicts.claim(digest, actor="analyst")
    target.unlink()
    assert "in hand" in _run(*acting, digest, target).output
    assert not target.exists()
