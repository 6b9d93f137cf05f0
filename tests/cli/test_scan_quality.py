"""`quaywatch scans quality` measures a simulated scanner as its maker's own measure does."""

import json
from pathlib import Path

import numpy as np
import pytest
from click.testing import CliRunner, Result

from quaywatch.cli import main
from quaywatch.scans import writers
from quaywatch.world.scanner.delivering import radiograph
from quaywatch.world.scanner.expecting import expected
from quaywatch.world.scanner.exposing import Picture, expose
from quaywatch.world.scanner.installation import MOBILE
from quaywatch.world.scanner.test_object import STEPS_MM, areas, measured
from quaywatch.world.scanner.test_object import test_object as judged
from tests.scans.quality.objects import scan


def _run(*words: object) -> Result:
    return CliRunner().invoke(main, ["scans", "quality", *map(str, words)])


def _boxes(mask: np.ndarray) -> list[list[int]]:
    """Return the one or two areas of a mask, as a port would write them down."""
    lines = np.flatnonzero(mask.any(axis=1))
    rows = np.flatnonzero(mask.any(axis=0))
    top, bottom = mask.shape[1] - int(rows[-1]) - 1, mask.shape[1] - int(rows[0])
    runs = np.split(lines, np.flatnonzero(np.diff(lines) > 1) + 1)
    return [[int(run[0]), top, int(run[-1]) + 1, bottom] for run in runs]


@pytest.fixture(scope="module")
def picture() -> Picture:
    return expose(expected(judged(), MOBILE), MOBILE, 1)


def test_it_finds_what_is_known_of_a_simulated_scanner(tmp_path: Path, picture: Picture) -> None:
    source, plan = tmp_path / "object.tif", tmp_path / "object.toml"
    source.write_bytes(writers.tiff(radiograph(picture, MOBILE)))
    steps: list[str] = []
    for number, steel in enumerate(STEPS_MM, start=1):
        target, beside = map(_boxes, areas(picture.high.shape, MOBILE, number))
        steps.append(f"[[step]]\nsteel_mm = {steel}\ntarget = {target[0]}\nbeside = {beside}\n")
    plan.write_text("\n".join(steps))
    known = measured(picture, MOBILE)
    told = json.loads(_run("--object", plan, "--json", source).stdout)
    assert (told["scan"], told["energy"]) == ("object.tif", "high")
    assert told["penetration_mm"] == pytest.approx(known.penetration_mm, abs=1.0)
    said = _run("--object", plan, source).stdout
    assert f"penetration: {told['penetration_mm']:.0f} mm of steel" in said


def test_what_is_wrong_is_said_with_its_place(tmp_path: Path) -> None:
    source, plan = tmp_path / "object.tif", tmp_path / "object.toml"
    source.write_bytes(writers.tiff(scan()))
    for text, code, said in (
        ("[[step]]\nsteel_mm = 100\n", 2, "target"),
        ("[[step", 2, "object.toml"),
        ("", 2, "a test object has a step, contrast, edge or wire"),
        (
            "[edge]\narea = [0, 0, 900, 20]\npitch_mm = 4\n",
            1,
            "object.tif: edge: [0, 0, 900, 20] is no part of a picture of 520 x 120 pixels",
        ),
    ):
        plan.write_text(text)
        refused = _run("--object", plan, source)
        assert (refused.exit_code, said in refused.output) == (code, True), refused.output
    source.write_bytes(b"nothing")
    refused = _run("--object", plan, source)
    assert refused.exit_code == 1
    assert "no scan that can be read" in refused.output
