import hashlib
import json
import math
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from quaywatch.scans.detection.calibration import calibrated
from quaywatch.world.scanner.teaching import schooling
from quaywatch.world.scanner.teaching.calibrating import _survival, rising
from quaywatch.world.scanner.teaching.lessons import Lesson, write


def test_a_school_leaves_weights_and_calibration_with_their_digests(
    coffee: Lesson, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for extra in ("torch", "onnx"):
        pytest.importorskip(extra, reason="training is an extra: pip install quaywatch[train]")

    def four(folder: Path, *_: object, **__: object) -> None:
        folder.mkdir(exist_ok=True)
        for number in range(4):
            write(coffee, folder, f"{number}")

    monkeypatch.setattr(schooling, "write_all", four)
    said = list(schooling.school(tmp_path, lessons=4, measured=4, steps=1))
    assert said[:2] == ["4 lessons in taught", "4 lessons in measured"]
    assert said[2].startswith("step 1: ")
    for line in said[-2:]:
        digest, name = line.split("  ")
        assert hashlib.sha256((tmp_path / name).read_bytes()).hexdigest() == digest
    assert calibrated(json.loads((tmp_path / "threats.json").read_text())).honest == 4


@pytest.mark.parametrize("count", [1, 2, 3, 50])
def test_shares_of_honest_containers_fall_however_few_were_measured(count: int) -> None:
    told = _survival(np.linspace(-5.0, 3.0, count))
    assert (np.diff(told["scores"]) > 0).all()
    assert (np.diff(told["shares"]) < 0).all()


_PEAKS = st.lists(st.floats(-9, 9), min_size=1, max_size=40)


@settings(max_examples=50, deadline=None)
@given(_PEAKS, _PEAKS)
def test_ratios_never_fall_and_claim_no_more_than_so_many_prove(
    honest: list[float], threatened: list[float]
) -> None:
    peaks, ratios = rising(np.array(honest), np.array(threatened))
    assert (np.diff(peaks) >= 0).all()
    assert (np.diff(ratios) >= 0).all()
    assert ratios[-1] <= math.log(2 * len(honest)) + math.log(1 + 1 / len(threatened))


def test_peaks_of_threats_beyond_all_honest_ones_speak_for_a_threat() -> None:
    peaks, ratios = rising(np.arange(50.0), np.arange(100.0, 150.0))
    assert ratios[0] < -3
    assert ratios[-1] > 3
    assert peaks[0] < 50 < peaks[-1]
